#!/usr/bin/env node
console.log('another program');
