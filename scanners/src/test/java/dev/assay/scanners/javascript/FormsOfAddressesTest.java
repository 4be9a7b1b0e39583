package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One host, given to a call in the forms in which servers are configured. */
class FormsOfAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const regions = {eu: 'https://api.vendor.dev', us: 'https://us.api.vendor.dev'}; export const f = (r) => fetch(`${regions[r]}/x`)",
                "const HOST = process.env.VENDOR_HOST || 'api.vendor.dev'; export const f = () => fetch(`https://${HOST}/x`)",
                "const config = {baseUrl: process.env.URL ?? 'https://api.vendor.dev'}; export const f = (p) => fetch(new URL(p, config.baseUrl))",
                "function config() { return {url: process.env.URL || 'https://api.vendor.dev'} } export const f = (p) => fetch(config().url + p)",
                "import {z} from 'zod'; const env = z.object({URL: z.string().default('https://api.vendor.dev')}).parse(process.env); export const f = (p) => fetch(env.URL + p)",
                "class C { static BASE = 'https://api.vendor.dev'; get(p) { return fetch(`${C.BASE}${p}`) } } export const f = new C()",
                "class C { #base = 'https://api.vendor.dev'; get(p) { return fetch(`${this.#base}${p}`) } } export const f = new C()",
                "class C { constructor({baseUrl = 'https://api.vendor.dev'} = {}) { this.baseUrl = baseUrl } get(p) { return fetch(this.baseUrl + p) } } export const f = new C()",
                "class C { constructor(options = {}) { this.options = {baseUrl: 'https://api.vendor.dev', ...options} } get(p) { return fetch(this.options.baseUrl + p) } } export const f = new C()",
                "class C { get base() { return 'https://api.vendor.dev' } get(p) { return fetch(this.base + p) } } export const f = new C()",
                "const url = (p) => `https://api.vendor.dev${p}`; export const f = (p) => fetch(url(p))",
                "const endpoints = {list: () => 'https://api.vendor.dev/list'}; export const f = () => fetch(endpoints.list())",
                "const e = Object.freeze({API: 'https://api.vendor.dev'}); export const f = (p) => fetch(e.API + p)",
                "const base = new URL('https://api.vendor.dev'); export const f = (p) => fetch(`${base.origin}${p}`)",
                "import {createClient} from 'redis'; export const f = createClient({socket: {host: 'api.vendor.dev', port: 6379}})",
                "import pg from 'pg'; export const f = new pg.Pool({connectionString: process.env.DB || 'postgres://u:p@api.vendor.dev/x'})",
                "import mqtt from 'mqtt'; export const f = mqtt.connect('mqtts://api.vendor.dev')",
                "import {io} from 'socket.io-client'; export const f = io('https://api.vendor.dev')",
                "import * as Sentry from '@sentry/node'; Sentry.init({dsn: 'https://k@api.vendor.dev/1'})",
                "import {OTLPTraceExporter} from '@opentelemetry/exporter-trace-otlp-http'; export const f = new OTLPTraceExporter({url: 'https://api.vendor.dev/v1/traces'})",
                "import {PostHog} from 'posthog-node'; export const f = new PostHog('k', {host: 'https://api.vendor.dev', flushAt: 1})",
                "import OpenAI from 'openai'; export const f = new OpenAI({baseURL: 'https://api.vendor.dev/v1', apiKey: 'k'})",
                "import {SSEClientTransport} from '@modelcontextprotocol/sdk/client/sse.js'; export const f = new SSEClientTransport(new URL('https://api.vendor.dev/sse'))",
                "import {HttpsProxyAgent} from 'https-proxy-agent'; export const f = new HttpsProxyAgent('http://api.vendor.dev:8080')",
                "const retry = async (fn) => { for (let i = 0; i < 3; i++) { try { return await fn() } catch {} } }; export const f = () => retry(() => fetch('https://api.vendor.dev/x'))",
                "const get = (url, options) => fetch(url, options).then((r) => r.json()); export const f = () => Promise.all(['https://api.vendor.dev/a', 'https://api.vendor.dev/b'].map((u) => get(u)))",
                "const mirrors = ['https://api.vendor.dev', 'https://other.vendor.dev']; export async function f() { for (const m of mirrors) { await fetch(m + '/x') } }",
                "import fetch, {Headers} from 'node-fetch'; export const f = () => fetch('https://api.vendor.dev', {headers: new Headers({a: 'b'})})",
                "const request = new Request('https://api.vendor.dev/x', {method: 'POST'}); export const f = () => fetch(request)",
                "import {ProxyAgent, setGlobalDispatcher} from 'undici'; setGlobalDispatcher(new ProxyAgent('http://api.vendor.dev:3128'))",
                "import createFetch from 'openapi-fetch'; const c = createFetch({baseUrl: 'https://api.vendor.dev'}); export const f = () => c.GET('/x')",
                "import {request} from 'graphql-request'; export const f = (q, v) => request('https://api.vendor.dev/graphql', q, v)",
                "import nodemailer from 'nodemailer'; export const f = () => nodemailer.createTransport('smtps://u:p@api.vendor.dev')",
            })
    void hostIsContacted(String code) {
        assertThat(Sample.of(code).contacted()).contains("api.vendor.dev");
    }
}
