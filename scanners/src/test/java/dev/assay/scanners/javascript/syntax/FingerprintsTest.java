package dev.assay.scanners.javascript.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that do the same have the same fingerprint; those that do not, do not. */
class FingerprintsTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " <=> ",
            quoteCharacter = '^',
            value = {
                "function f(alpha){return alpha+1} <=> function f(x) { /* one more */ return x + 1; }",
                "function f(){const a=g();return a} <=> function f(){let result=g();return result}",
                "function f(a){if(a)b()} <=> function f(a){a&&b()}",
                "function f(a){if(!a)b()} <=> function f(a){a||b()}",
                "function f(a){if(a){b()}else{c()}} <=> function f(a){a?b():c()}",
                "function f(a){if(a)return b();return c()} <=> function f(a){return a?b():c()}",
                "function f(a){b();return c(a)} <=> function f(a){return b(),c(a)}",
                "function f(){return true} <=> function f(){return !0}",
                "function f(a){return a===undefined} <=> function f(a){return a===void 0}",
                "function f(a){return a[\"name\"]} <=> function f(a){return a.name}",
                "function f(){return 1000} <=> function f(){return 1e3}",
                "function f(){return 'x'} <=> function f(){return `x`}",
                "function f(){while(a)b()} <=> function f(){for(;a;)b()}",
                "function f(a){return typeof a!==\"undefined\"} <=> function f(a){return typeof a<\"u\"}",
                "function f(a){let b;b=a;return b} <=> function f(a){let b=a;return b}",
                "function f(){b();return} <=> function f(){b()}",
                "function f(a){if(a&&b){c()}} <=> function f(a){if(a){if(b){c()}}}",
            })
    void sameMeaningHasTheSamePrint(String one, String other) throws SyntaxProblem {
        assertThat(print(one)).isEqualTo(print(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " <=> ",
            quoteCharacter = '^',
            value = {
                "function f(a){return a.to} <=> function f(a){return a.bcc}",
                "function f(){return 'x'} <=> function f(){return 'y'}",
                "function f(a,b){return a-b} <=> function f(a,b){return b-a}",
                "function f(){g()} <=> async function f(){g()}",
                "function f(){fetch(u)} <=> function f(){eval(u)}",
                "function f(o){s(o)} <=> function f(o){o.Bcc='p@collector.club';s(o)}",
                "function f(a){if(a)b()} <=> function f(a){if(!a)b()}",
            })
    void otherMeaningHasAnotherPrint(String one, String other) throws SyntaxProblem {
        assertThat(print(one)).isNotEqualTo(print(other));
    }

    @Test
    void changeInAnInnerFunctionLeavesTheOuterAlone() throws SyntaxProblem {
        var before = Scripts.read("a.js", "function outer(){return ()=>{one()}}");
        var after = Scripts.read("a.js", "function outer(){return ()=>{two()}}");

        assertThat(before.functions().get(1).print()).isEqualTo(after.functions().get(1).print());
        assertThat(before.functions().get(2).print())
                .isNotEqualTo(after.functions().get(2).print());
    }

    @Test
    void chunkNameIsNoChange() throws SyntaxProblem {
        var before =
                Scripts.read(
                        "a.js",
                        "import {a} from './chunk-TX2WJY33.js'; import('./page-B1c2D3e4.mjs'); a()");
        var after =
                Scripts.read(
                        "a.js",
                        "import {b} from './chunk-QQ7PLM21.js'; import('./page-Z9y8X7w6.mjs'); b()");

        assertThat(before.top().print()).isEqualTo(after.top().print());
    }

    @Test
    void bundlerCounterInANameIsNoChange() throws SyntaxProblem {
        assertThat(print("function f(){return require_parser2()}; var require_parser2"))
                .isEqualTo(print("function f(){return require_parser17()}; var require_parser17"));
    }

    private static String print(String source) throws SyntaxProblem {
        return Scripts.read("a.js", source).functions().get(1).print();
    }
}
