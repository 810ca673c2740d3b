// Says at the end of a run which tests were left out, so that nobody takes them for passed.
class LeftOut {
  onRunComplete(_contexts, { testResults }) {
    const skipped = testResults.flatMap((file) => file.testResults.filter(({ status }) => status === 'pending'));
    if (skipped.length === 0) return;
    const names = skipped.map(({ fullName }) => `  ${fullName}`).join('\n');
    console.log(`\nLEFT OUT (tests in a browser need Chromium; Debian: apt-get install chromium)\n${names}`);
  }
}

module.exports = LeftOut;
