package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Asks a running service, each package once. */
final class StandingDesk implements Standing.Desk, AutoCloseable {

    private final Map<String, Standing> answers = new HashMap<>();
    private final RunningService service;

    /**
     * @param token sent as bearer, null for none
     */
    StandingDesk(URI service, @Nullable String token) {
        this.service =
                new RunningService(service, RunningService.bearer(token), RunningService.PATIENCE);
    }

    @Override
    public Standing ask(String purl) throws IncompleteException, InterruptedException {
        var known = answers.get(purl);
        if (known == null) {
            known = send(purl);
            answers.put(purl, known);
        }
        return known;
    }

    private Standing send(String purl) throws IncompleteException, InterruptedException {
        var document =
                service.ask(
                        service.request("api/v1/standing?purl=" + RunningService.encoded(purl)));
        var approved = new ArrayList<Standing.Usable>();
        for (var each : document.path("approved")) {
            approved.add(
                    new Standing.Usable(
                            each.path("version").asString(""),
                            each.path("stage").asString(""),
                            each.path("registry").asString("")));
        }
        return new Standing(
                document.path("state").asStringOpt().orElse(null),
                document.path("stage").asStringOpt().orElse(null),
                document.path("page").asStringOpt().orElse(null),
                approved);
    }

    @Override
    public void close() {
        service.close();
    }
}
