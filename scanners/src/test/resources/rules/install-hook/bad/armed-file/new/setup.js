import { execSync } from 'node:child_process';
function prepare() {
  execSync('id');
}
prepare();
