package dev.assay.web.cli;

import dev.assay.web.cli.ConfigurationCheck.Checked;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Locale;

/** Tells what was found in configurations. */
enum CheckReport {
    TEXT {
        @Override
        String render(List<Checked> files) {
            var text = new StringBuilder();
            var servers = files.stream().mapToInt(Checked::servers).sum();
            for (var file : files) {
                for (var each : file.problems()) {
                    text.append(each.file())
                            .append(':')
                            .append(each.line())
                            .append("  ")
                            .append(word(each.severity()).toUpperCase(Locale.ROOT))
                            .append("  ")
                            .append(each.server().isEmpty() ? "" : visible(each.server()) + ": ")
                            .append(visible(each.message()))
                            .append('\n');
                    if (each.instead() != null) {
                        text.append("    instead  ").append(visible(each.instead())).append('\n');
                    }
                }
            }
            var problems = files.stream().mapToInt(each -> each.problems().size()).sum();
            return text.append(count(servers, "server"))
                    .append(" in ")
                    .append(count(files.size(), "file"))
                    .append(
                            problems == 0
                                    ? ": nothing to say."
                                    : ", " + count(problems, "problem") + ".")
                    .append('\n')
                    .toString();
        }
    },
    JSON {
        @Override
        String render(List<Checked> files) {
            var document = MAPPER.createObjectNode().put("schema", "assay-check/1");
            var all = document.putArray("files");
            for (var file : files) {
                var one = all.addObject().put("file", file.file()).put("servers", file.servers());
                var problems = one.putArray("problems");
                for (var each : file.problems()) {
                    var problem =
                            problems.addObject()
                                    .put("kind", word(each.kind()))
                                    .put("severity", word(each.severity()))
                                    .put("server", each.server())
                                    .put("line", each.line())
                                    .put("message", each.message());
                    if (each.instead() != null) {
                        problem.put("instead", each.instead());
                    }
                }
            }
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        }
    };

    private static final JsonMapper MAPPER = new JsonMapper();

    abstract String render(List<Checked> files);

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** A configuration is written by anybody, and a terminal obeys control characters. */
    private static String visible(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\uFFFD");
    }
}
