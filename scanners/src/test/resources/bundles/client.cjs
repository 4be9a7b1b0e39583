const https = require('node:https');
exports.post = function post(path, token, body) {
  return new Promise((resolve, reject) => {
    const request = https.request({ hostname: 'api.postmail.dev', path, method: 'POST', headers: { 'X-Token': token } }, (answer) => {
      let text = '';
      answer.on('data', (part) => { text += part; });
      answer.on('end', () => resolve(text));
    });
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
};
