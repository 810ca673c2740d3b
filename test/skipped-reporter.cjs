/** Names the missing requirement of tests in some folders; other skipped tests name theirs in their title. */
const wanted = (file) => (/[\\/]browser[\\/]/.test(file) ? ' (wants Chromium; Debian: apt-get install chromium)' : '');

// Reports the skipped tests at the end of a run, so that they do not count as passed.
class LeftOut {
  onRunComplete(_contexts, { testResults }) {
    const lines = testResults.flatMap(({ testFilePath, testResults: tests }) =>
      tests.filter(({ status }) => status === 'pending').map(({ fullName }) => `  ${fullName}${wanted(testFilePath)}`),
    );
    if (lines.length > 0) console.log(`\nLEFT OUT\n${lines.join('\n')}`);
  }
}

module.exports = LeftOut;
