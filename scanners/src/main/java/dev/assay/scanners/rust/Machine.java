package dev.assay.scanners.rust;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.text.Holes;
import dev.assay.scanners.text.PathClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is done with the machine: programs, variables, files, code that is loaded. */
final class Machine {

    private static final int MOST_ARGUMENTS = 20;

    private static final Map<String, String> FILES =
            Map.ofEntries(
                    Map.entry("read", "read"),
                    Map.entry("read_to_string", "read"),
                    Map.entry("read_dir", "list"),
                    Map.entry("read_link", "read"),
                    Map.entry("open", "read"),
                    Map.entry("create", "write"),
                    Map.entry("create_new", "write"),
                    Map.entry("create_dir", "write"),
                    Map.entry("create_dir_all", "write"),
                    Map.entry("write", "write"),
                    Map.entry("copy", "write"),
                    Map.entry("rename", "write"),
                    Map.entry("hard_link", "write"),
                    Map.entry("soft_link", "write"),
                    Map.entry("remove_file", "delete"),
                    Map.entry("remove_dir", "delete"),
                    Map.entry("remove_dir_all", "delete"),
                    Map.entry("set_permissions", "chmod"));

    private static final Set<String> WHOLE = Set.of("vars", "vars_os");

    private final Report report;

    Machine(Report report) {
        this.report = report;
    }

    void look(Call call) {
        var path = call.path();
        if (path.matches(
                "(.*::)?process::Command::new|Command::new|(.*::)?Exec::cmd|duct::cmd|(duct|xshell)::cmd")) {
            program(call);
        } else if (path.matches("(std::)?env::(var|var_os|vars|vars_os)|dotenvy?::var")) {
            variable(call);
        } else if (path.equals("env") || path.equals("option_env")) {
            if (call.file().tokens().get(call.at() + 1).is("!")) {
                built(call);
            }
        } else if (path.matches(
                "(std|tokio|async_std|smol|fs_err|async_fs|(std::)?fs)(::fs)?::(File::)?\\w+|File::\\w+")) {
            file(call);
        } else if (path.matches(
                "libloading::.*|.*::Library::(new|open)|Library::new|dlopen2?::.*|libc::dlopen|dlopen")) {
            loaded(call);
        } else if (path.equals("include") && call.file().tokens().get(call.at() + 1).is("!")) {
            var texts = call.allTexts();
            report.add(
                    FindingKind.DYNAMIC_CODE,
                    "include! " + (texts.isEmpty() ? "*" : String.join("", texts)),
                    call.file(),
                    call.at(),
                    Map.of("sink", "import"));
        }
    }

    private void program(Call call) {
        var words = new ArrayList<String>();
        var end = Known.statementEnd(call.file(), call.at());
        var tokens = call.file().tokens();
        for (var at = call.end(); at + 2 < end && words.size() < MOST_ARGUMENTS; at++) {
            if (tokens.get(at).is(".")
                    && (tokens.get(at + 1).isWord("arg") || tokens.get(at + 1).isWord("args"))
                    && tokens.get(at + 2).is("(")) {
                var to = call.file().outline().closing(at + 2);
                var texts = call.known().texts(call.file(), at + 3, to, call.variables());
                if (texts.isEmpty()) {
                    words.add("{}");
                }
                texts.stream().map(Holes::shown).forEach(words::add);
                at = to;
            }
        }
        var programs = call.texts(0);
        for (var program : programs.isEmpty() ? Set.of("*") : programs) {
            var detail = new LinkedHashMap<String, Object>();
            detail.put("sink", call.title());
            if (!words.isEmpty()) {
                detail.put("args", List.copyOf(words));
            }
            report.add(
                    FindingKind.PROCESS_SPAWN,
                    call.title() + " " + Holes.shown(program).strip(),
                    call.file(),
                    call.at(),
                    detail);
        }
    }

    private void variable(Call call) {
        if (WHOLE.contains(call.name())) {
            report.add(
                    FindingKind.ENV_ACCESS, "*", call.file(), call.at(), Map.of("how", "listed"));
            return;
        }
        var names = call.texts(0);
        for (var name : names.isEmpty() ? Set.of("*") : names) {
            var isKnown = !name.equals("*") && name.indexOf(Holes.HOLE) < 0;
            report.add(
                    FindingKind.ENV_ACCESS,
                    isKnown ? name : "*",
                    call.file(),
                    call.at(),
                    isKnown ? Map.of() : Map.of("how", "computed name"));
        }
    }

    /** What the compiler puts into the program, out of the variables of whoever builds it. */
    private void built(Call call) {
        for (var name : call.texts(0)) {
            // Cargo sets these itself.
            if (!name.startsWith("CARGO_") && !name.equals("OUT_DIR")) {
                report.add(
                        FindingKind.ENV_ACCESS,
                        name,
                        call.file(),
                        call.at(),
                        Map.of("how", "when it is built"));
            }
        }
    }

    private void file(Call call) {
        var operation = FILES.get(call.name());
        if (operation == null
                || !call.path()
                        .matches("(.*::)?fs(_err)?::.*|File::.*|.*::File::.*|async_fs::.*")) {
            return;
        }
        var texts = call.allTexts();
        var text = "";
        for (var each : texts) {
            if (text.isEmpty() || PathClass.of(each).compareTo(PathClass.of(text)) < 0) {
                text = each;
            }
        }
        var pathClass = PathClass.of(text);
        var detail = new LinkedHashMap<String, Object>();
        detail.put("method", call.title());
        detail.put("operation", operation);
        detail.put("class", pathClass.label());
        if (!text.isEmpty()) {
            var shown = Holes.shown(text);
            detail.put("path", shown.length() > 300 ? shown.substring(0, 300) : shown);
        }
        report.add(
                FindingKind.FS_ACCESS,
                operation + " " + pathClass.label() + " " + call.name(),
                call.file(),
                call.at(),
                detail);
    }

    private void loaded(Call call) {
        var texts = call.texts(0);
        var shown = texts.isEmpty() ? call.title() + " *" : Holes.shown(texts.iterator().next());
        report.add(
                FindingKind.NATIVE_BINARY,
                shown.substring(shown.lastIndexOf('/') + 1),
                call.file(),
                call.at(),
                Map.of("how", "load"));
    }
}
