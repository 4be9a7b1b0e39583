package dev.assay.web.nodes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The client: 16 connections on two threads, each asking for the next once it has an answer. */
record Wrk(Path working) {

    private static final String SCRIPT =
            """
            local requests = {}
            local at = 0
            init = function(arguments)
              for line in io.lines(arguments[1]) do
                local path, names = line:match("^(.-)\\t(.*)$")
                local headers = {}
                for name, value in names:gmatch("([^:]+): ([^|]+)|") do headers[name] = value end
                requests[#requests + 1] = wrk.format("GET", path, headers)
              end
            end
            request = function()
              at = at % #requests + 1
              return requests[at]
            end
            """;
    private static final Pattern LATENCY = Pattern.compile("(50|99)%\\s+([0-9.]+)(us|ms|s)");

    /** Processor time is that of the server's processes, for each answer. */
    record Round(
            double perSecond,
            double p50Millis,
            double p99Millis,
            double userMicros,
            double systemMicros) {}

    Round run(int port, List<Case.Request> requests, int seconds, List<Long> processes)
            throws IOException, InterruptedException {
        var script = Files.writeString(working.resolve("requests.lua"), SCRIPT);
        var list =
                Files.write(
                        working.resolve("requests.txt"),
                        requests.stream()
                                .map(
                                        each ->
                                                each.path()
                                                        + "\t"
                                                        + each.headers().replace("\r\n", "|"))
                                .toList());
        var before = ProcessTimes.of(processes);
        var wrk =
                new ProcessBuilder(
                                "wrk",
                                "-t2",
                                "-c16",
                                "-d" + seconds + "s",
                                "--timeout",
                                "30s",
                                "--latency",
                                "-s",
                                script.toString(),
                                "http://127.0.0.1:" + port,
                                "--",
                                list.toString())
                        .redirectErrorStream(true)
                        .start();
        var printed = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0
                || printed.contains("Non-2xx")
                || printed.contains("Socket errors")) {
            throw new IOException("not what is to be measured:\n" + printed);
        }
        var after = ProcessTimes.of(processes);
        var count = number(printed, "([0-9]+) requests in");
        return new Round(
                number(printed, "Requests/sec:\\s+([0-9.]+)"),
                latency(printed, "50"),
                latency(printed, "99"),
                after.userMicros(before) / count,
                after.systemMicros(before) / count);
    }

    private static double number(String printed, String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(printed);
        if (!found.find()) {
            throw new IOException("wrk printed something else:\n" + printed);
        }
        return Double.parseDouble(found.group(1));
    }

    private static double latency(String printed, String percent) {
        return LATENCY.matcher(printed)
                .results()
                .filter(each -> each.group(1).equals(percent))
                .mapToDouble(
                        each ->
                                Double.parseDouble(each.group(2))
                                        * switch (each.group(3)) {
                                            case "us" -> 1e-3;
                                            case "ms" -> 1;
                                            default -> 1e3;
                                        })
                .findFirst()
                .orElse(Double.NaN);
    }
}
