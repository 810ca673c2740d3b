/** Other tests that may be left out say in their name what they want. */
const wanted = (file) => (/[\\/]browser[\\/]/.test(file) ? ' (wants Chromium; Debian: apt-get install chromium)' : '');

// Says at the end of a run which tests were left out and why, so that nobody takes them for passed.
class LeftOut {
  onRunComplete(_contexts, { testResults }) {
    const lines = testResults.flatMap(({ testFilePath, testResults: tests }) =>
      tests.filter(({ status }) => status === 'pending').map(({ fullName }) => `  ${fullName}${wanted(testFilePath)}`),
    );
    if (lines.length > 0) console.log(`\nLEFT OUT\n${lines.join('\n')}`);
  }
}

module.exports = LeftOut;
