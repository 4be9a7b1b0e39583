package dev.assay.scanners.worker;

import dev.assay.scanners.artifact.Tarballs;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whole packages that cost more than they look: made here by code, none is stored.
 *
 * @param what what is too much of
 * @param whole how much of it when asked for; builds take a fraction
 * @param maker makes the package with an amount of it
 */
record HostilePackages(String what, int whole, IntFunction<Tarballs> maker) {

    private static final String MANIFEST =
            "{\"name\":\"a\",\"version\":\"1.0.0\",\"main\":\"index.js\"}";

    static final List<HostilePackages> ALL =
            List.of(
                    new HostilePackages("files", 200_000, HostilePackages::files),
                    new HostilePackages(
                            "files that import each other", 1_000, HostilePackages::ring),
                    new HostilePackages("links", 50_000, HostilePackages::links),
                    new HostilePackages(
                            "folders in folders",
                            2_000,
                            many -> code("1").file("package/" + "d/".repeat(many) + "x.js", "1")),
                    of("bytes in one line", 12_500_000, many -> "a=1;".repeat(many)),
                    of("brackets in brackets", 200_000, many -> nested("(", "1", ")", many)),
                    of("lists in lists", 200_000, many -> nested("[", "1", "]", many)),
                    of("functions in functions", 20_000, many -> nested("()=>{", "1", "}", many)),
                    of("calls in calls", 20_000, many -> nested("f(", "1", ")", many)),
                    of("members of members", 100_000, many -> "a" + ".b()".repeat(many)),
                    of("templates in templates", 20_000, many -> nested("`${", "1", "}`", many)),
                    of("open comments", 500_000, many -> "/*".repeat(many)),
                    of("open tags", 500_000, many -> "<!--".repeat(many)),
                    of("open regular expressions", 500_000, many -> "/(".repeat(many)),
                    of("open objects", 500_000, many -> "{".repeat(many)),
                    of(
                            "parts of a text",
                            100_000,
                            many -> "fetch('https://'" + "+'a'".repeat(many) + ")"),
                    of(
                            "elements that are joined",
                            300_000,
                            many -> "fetch(['https://'" + ",'a'".repeat(many) + "].join('.'))"),
                    of(
                            "addresses in one text",
                            300_000,
                            many -> "x='" + "https://a.zz ".repeat(many) + "'"),
                    of(
                            "aliases of aliases",
                            50_000,
                            many ->
                                    "var a0='https://a.zz';"
                                            + numbered(many, "var a%2$d=a%1$d;")
                                            + "fetch(a"
                                            + many
                                            + ")"),
                    of(
                            "calls that double",
                            2_000,
                            many ->
                                    numbered(many, "function f%2$d(x){return f%1$d(x)+f%1$d(x)}")
                                            + "function f0(x){return x}fetch(f"
                                            + many
                                            + "('a'))"),
                    of(
                            "writes of one variable",
                            100_000,
                            many ->
                                    "var a;"
                                            + numbered(many, "a='https://h%2$d.zz';")
                                            + "fetch(a)"),
                    of(
                            "decodings of decodings",
                            5_000,
                            many -> "fetch(" + nested("atob(", "'YQ=='", ")", many) + ")"),
                    of(
                            "tools",
                            20_000,
                            many ->
                                    numbered(
                                            many,
                                            "s.tool('t%2$d','Does %1$d.',{a:z.string()},f);")),
                    of(
                            "invisible characters",
                            500_000,
                            many -> "x='" + "\u200b\u202e".repeat(many) + "'"),
                    new HostilePackages(
                            "objects in package.json",
                            200_000,
                            many ->
                                    Tarballs.tarball()
                                            .file(
                                                    "package/package.json",
                                                    nested("{\"a\":", "1", "}", many))),
                    new HostilePackages(
                            "dependencies",
                            50_000,
                            many ->
                                    Tarballs.tarball()
                                            .file(
                                                    "package/package.json",
                                                    "{\"name\":\"a\",\"dependencies\":{\"z\":\"1\""
                                                            + numbered(
                                                                    many,
                                                                    ",\"d%2$d\":\"git+https://h%1$d.zz\"")
                                                            + "}}")
                                            .file("package/index.js", "require('d1')")),
                    new HostilePackages(
                            "commands of a hook",
                            50_000,
                            many ->
                                    Tarballs.tarball()
                                            .file(
                                                    "package/package.json",
                                                    "{\"name\":\"a\",\"scripts\":{\"install\":\"npm run install"
                                                            + " && node index.js".repeat(many)
                                                            + "\"}}")
                                            .file("package/index.js", "1")));

    private static HostilePackages of(String what, int whole, IntFunction<String> source) {
        return new HostilePackages(what, whole, many -> code(source.apply(many)));
    }

    Tarballs of(int amount) {
        return maker.apply(amount);
    }

    private static Tarballs code(String source) {
        return Tarballs.tarball()
                .file("package/package.json", MANIFEST)
                .file("package/index.js", source);
    }

    private static Tarballs files(int many) {
        var tarball = code("1");
        for (var number = 0; number < many; number++) {
            tarball.file("package/lib/f" + number + ".js", "module.exports=" + number);
        }
        return tarball;
    }

    /** Each of the files imports each. */
    private static Tarballs ring(int many) {
        var imports = numbered(many, "import './f%1$d.js';");
        var tarball = code(imports);
        for (var number = 0; number < many; number++) {
            tarball.file("package/f" + number + ".js", imports);
        }
        return tarball;
    }

    private static Tarballs links(int many) {
        var tarball = code("1");
        for (var number = 0; number < many; number++) {
            tarball.link(
                    "package/l" + number, number % 2 == 0 ? '2' : '1', "package/l" + (number + 1));
        }
        return tarball;
    }

    private static String nested(String open, String inside, String close, int depth) {
        return open.repeat(depth) + inside + close.repeat(depth);
    }

    /** The pattern with each number before (1) and after (2) one step. */
    private static String numbered(int many, String pattern) {
        return IntStream.range(0, many)
                .mapToObj(
                        number ->
                                pattern.replace("%1$d", "" + number)
                                        .replace("%2$d", "" + (number + 1)))
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return what;
    }
}
