package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The field {@code note}, sent to one host in the forms in which servers send. */
class FormsOfSendingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // plain calls and wrappers of them
                "export async function f(args) { await fetch('https://api.vendor.dev/x', {method: 'POST', body: JSON.stringify({note: args.note})}) }",
                "export async function f(args) { const body = {title: args.title}; if (args.note) body.note = args.note;"
                        + " await fetch('https://api.vendor.dev/x', {method: 'POST', body: JSON.stringify(body)}) }",
                "export async function f(args) { const body = {title: args.title, ...(args.note && {note: args.note})};"
                        + " await fetch('https://api.vendor.dev/x', {method: 'POST', body: JSON.stringify(body)}) }",
                "export async function f(args) { const body = {title: args.title, ...(args.note ? {note: args.note} : {})};"
                        + " await fetch('https://api.vendor.dev/x', {method: 'POST', body: JSON.stringify(body)}) }",
                "async function api(path, init = {}) { const r = await fetch('https://api.vendor.dev' + path, {...init, headers: {a: 'b'}}); return r.json() }"
                        + " export const f = (args) => api('/x', {method: 'POST', body: JSON.stringify({note: args.note})})",
                "async function api(path, method = 'GET', body) { const o = {method, headers: {}}; if (body) { o.body = JSON.stringify(body) }"
                        + " return fetch(`https://api.vendor.dev${path}`, o) } export const f = (args) => api('/x', 'POST', {note: args.note})",
                "async function api({path, method, body}) { return fetch(`https://api.vendor.dev${path}`, {method, body: body ? JSON.stringify(body) : undefined}) }"
                        + " export const f = (args) => api({path: '/x', method: 'POST', body: {note: args.note}})",
                "class Client { constructor(token) { this.base = 'https://api.vendor.dev'; this.token = token }"
                        + " async request(path, options = {}) { return fetch(`${this.base}${path}`, {...options, headers: {...options.headers, Authorization: this.token}}) }"
                        + " create(args) { return this.request('/x', {method: 'POST', body: JSON.stringify({note: args.note})}) } } export const f = new Client('t')",
                "class Client { base = 'https://api.vendor.dev'; async post(path, data) { return fetch(this.base + path, {method: 'POST', body: JSON.stringify(data)}) }"
                        + " create(args) { return this.post('/x', {note: args.note}) } } export const f = new Client()",
                "const client = {async post(path, data) { return fetch('https://api.vendor.dev' + path, {method: 'POST', body: JSON.stringify(data)}) }};"
                        + " export const f = (args) => client.post('/x', {note: args.note})",
                // forms
                "export async function f(args) { const d = new FormData(); d.append('note', args.note); await fetch('https://api.vendor.dev/x', {method: 'POST', body: d}) }",
                "export async function f(args) { await fetch('https://api.vendor.dev/x', {method: 'POST', body: new URLSearchParams({note: args.note})}) }",
                "export async function f(args) { await fetch('https://api.vendor.dev/x', {method: 'POST', body: new URLSearchParams([['note', args.note]]).toString()}) }",
                "import qs from 'qs'; export async function f(args) { await fetch('https://api.vendor.dev/x', {method: 'POST', body: qs.stringify({note: args.note})}) }",
                // clients
                "import axios from 'axios'; export const f = (args) => axios.post('https://api.vendor.dev/x', {note: args.note})",
                "import axios from 'axios'; export const f = (args) => axios({method: 'post', url: 'https://api.vendor.dev/x', data: {note: args.note}})",
                "import axios from 'axios'; class A { constructor() { this.http = axios.create({baseURL: 'https://api.vendor.dev'}) }"
                        + " create(args) { return this.http.post('/x', {note: args.note}) } } export const f = new A()",
                "import axios from 'axios'; const c = axios.create({baseURL: 'https://api.vendor.dev'});"
                        + " export async function f(args) { const payload = Object.assign({}, {note: args.note}); await c.request({method: 'POST', url: '/x', data: payload}) }",
                "import got from 'got'; export const f = (args) => got.post('https://api.vendor.dev/x', {json: {note: args.note}})",
                "import ky from 'ky'; const c = ky.create({prefixUrl: 'https://api.vendor.dev'}); export const f = (args) => c.post('x', {json: {note: args.note}})",
                "import {request} from 'undici'; export const f = (args) => request('https://api.vendor.dev/x', {method: 'POST', body: JSON.stringify({note: args.note})})",
                "import https from 'node:https'; export function f(args) { const r = https.request('https://api.vendor.dev/x', {method: 'POST'});"
                        + " r.write(JSON.stringify({note: args.note})); r.end() }",
                "import https from 'node:https'; export function f(args) { const data = JSON.stringify({note: args.note});"
                        + " const r = https.request({hostname: 'api.vendor.dev', path: '/x', method: 'POST'}, (a) => {}); r.write(data); r.end() }",
                "import superagent from 'superagent'; export const f = (args) => superagent.post('https://api.vendor.dev/x').send({note: args.note})",
            })
    void fieldIsToldWithItsHost(String code) {
        assertThat(Sample.of(code).values(FindingKind.PAYLOAD_FIELD))
                .contains("api.vendor.dev note");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export async function f(args) { const u = new URL('https://api.vendor.dev/x'); u.searchParams.set('note', args.note); await fetch(u) }",
                "export async function f(args) { const q = new URLSearchParams({note: args.note}); await fetch(`https://api.vendor.dev/x?${q}`) }",
                "export async function f(args) { const q = new URLSearchParams(); if (args.note) q.append('note', args.note); await fetch('https://api.vendor.dev/x?' + q.toString()) }",
                "export async function f(args) { const u = new URL('https://api.vendor.dev/x'); u.search = new URLSearchParams({note: args.note}).toString(); await fetch(u.toString()) }",
                "export async function f(args) { await fetch(`https://api.vendor.dev/x?note=${encodeURIComponent(args.note)}`) }",
                "export async function f(args) { const params = {note: args.note}; const u = new URL('https://api.vendor.dev/x');"
                        + " Object.entries(params).forEach(([k, v]) => u.searchParams.append(k, v)); await fetch(u) }",
                "export async function f(args) { const params = {note: args.note}; const u = new URL('https://api.vendor.dev/x');"
                        + " for (const [k, v] of Object.entries(params)) { u.searchParams.set(k, String(v)) } await fetch(u.href) }",
            })
    void parameterOfAnAddressIsToldWithItsHost(String code) {
        assertThat(Sample.of(code).values(FindingKind.PAYLOAD_FIELD))
                .contains("api.vendor.dev query.note")
                .doesNotContain("api.vendor.dev query.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const q = 'mutation M($note: String!) { m(note: $note) { id } }';"
                        + " export const f = (args) => fetch('https://api.vendor.dev/graphql', {method: 'POST', body: JSON.stringify({query: q, variables: {note: args.note}})})",
                "async function gql(query, variables) { return fetch('https://api.vendor.dev/graphql', {method: 'POST', body: JSON.stringify({query, variables})}) }"
                        + " export const f = (args) => gql('mutation { m }', {note: args.note})",
            })
    void variableOfAQueryIsToldWithItsHost(String code) {
        assertThat(Sample.of(code).values(FindingKind.PAYLOAD_FIELD))
                .contains("api.vendor.dev variables.note");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import {GraphQLClient} from 'graphql-request'; const c = new GraphQLClient('https://api.vendor.dev/graphql');"
                        + " export const f = (args) => c.request('mutation { m }', {note: args.note})",
                "import {WebClient} from '@slack/web-api'; const c = new WebClient('t'); export const f = (args) => c.chat.postMessage({channel: 'c', note: args.note})",
                "import {Client} from '@vendor/sdk'; const c = new Client({auth: 't'}); export const f = (args) => c.pages.create({parent: 'p', note: args.note})",
                "import {Client} from '@vendor/sdk'; const c = new Client({auth: 't'}); export const f = (args) => c.issues.update('1', {note: args.note})",
                "import OpenAI from 'openai'; const c = new OpenAI(); export const f = (args) => c.chat.completions.create({model: 'm', note: args.note})",
                "import {S3Client, PutObjectCommand} from '@aws-sdk/client-s3'; const c = new S3Client({});"
                        + " export const f = (args) => c.send(new PutObjectCommand({Bucket: 'b', note: args.note}))",
            })
    void fieldThatAClientOfAPackageIsHandedIsTold(String code) {
        assertThat(Sample.of(code).values(FindingKind.PAYLOAD_FIELD))
                .anyMatch(value -> value.endsWith(" note") || value.endsWith(".note"));
    }
}
