package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.Holes;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What an expression may be when the code runs, as far as the code alone tells. */
sealed interface Value {

    /** Stands in a text for a part that is not known. */
    char HOLE = Holes.HOLE;

    /**
     * A string; {@link #HOLE} where a part of it is not known.
     *
     * @param origin the literal that it comes from, or the longest part of it
     */
    record Text(String text, Via via, Script script, Node origin) implements Value {
        boolean isWhole() {
            return text.indexOf(HOLE) < 0;
        }

        /** Told by hand, as for {@link External}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Text that
                    && origin == that.origin
                    && via == that.via
                    && script == that.script
                    && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    record Num(double number) implements Value {}

    /** An object literal. */
    record Obj(Script script, Node node) implements Value {

        /** Told by hand, as for {@link External}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Obj that && node == that.node && script == that.script;
        }

        @Override
        public int hashCode() {
            return node.hashCode();
        }
    }

    record Arr(Script script, Node node) implements Value {

        /** Told by hand, as for {@link External}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Arr that && node == that.node && script == that.script;
        }

        @Override
        public int hashCode() {
            return node.hashCode();
        }
    }

    /** An array that was computed. */
    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Func(Script script, Fn fn) implements Value {

        /** Told by hand, as for {@link External}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Func that && fn == that.fn && script == that.script;
        }

        @Override
        public int hashCode() {
            return fn.hashCode();
        }
    }

    record ClassOf(Script script, Cls cls) implements Value {}

    /** What {@code new} makes of a class of this package. */
    record Instance(Script script, Cls cls) implements Value {}

    /** All exports of another file of this package. */
    record Own(Script script) implements Value {}

    /**
     * Something that this package did not write: {@code g:fetch}, {@code m:fs.promises.readFile}. A
     * call appends {@code ()}, construction {@code {}}.
     *
     * @param made the call that made it, for its arguments
     */
    record External(String path, @Nullable Script script, @Nullable Node made) implements Value {

        External member(String name) {
            if (name.equals("default") && (path.startsWith("m:") || path.equals("g:process"))) {
                return this;
            }
            return new External(path + "." + name, script, made);
        }

        /** Told by hand: values are compared at every step, and a record's own way is slower. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof External that
                    && made == that.made
                    && script == that.script
                    && path.equals(that.path);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }

        boolean isPackage() {
            return path.startsWith("m:") && !NodeModules.isBuiltIn(root());
        }

        /** The package or global it hangs on. */
        String root() {
            var end = path.startsWith("m:@") ? path.indexOf('/') : 1;
            for (var at = Math.max(end, 1) + 1; at < path.length(); at++) {
                var c = path.charAt(at);
                if (c == '.' && isMember(at) || c == '(' || c == '{' || c == '/') {
                    return path.substring(2, at);
                }
            }
            return path.substring(2);
        }

        /** Package names may hold dots ({@code socket.io}); members are told by what is known. */
        private boolean isMember(int dot) {
            return !path.startsWith(".io", dot) && !path.startsWith(".js", dot);
        }
    }

    /** The value of an environment variable; {@code *} where the name is not known. */
    record Env(String name) implements Value {}

    /**
     * A parameter of a function whose callers are not known.
     *
     * @param name the property of it that is meant; empty for the whole of it
     */
    record Argument(Fn fn, int index, String name) implements Value {

        /** Told by hand, as for {@link External}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Argument that
                    && fn == that.fn
                    && index == that.index
                    && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + index;
        }
    }

    /**
     * The exports of a CommonJS module that a bundler wrapped into a function.
     *
     * @param fn takes {@code exports}, or {@code exports} and {@code module}
     */
    record Wrapped(Script script, Fn fn) implements Value {}
}
