package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Asks a running service, each package once. */
final class StandingDesk implements Standing.Desk, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Map<String, Standing> answers = new HashMap<>();
    private final URI service;
    private final @Nullable String token;

    /**
     * @param token sent as bearer, null for none
     */
    StandingDesk(URI service, @Nullable String token) {
        var base = service.toString();
        this.service = URI.create(base.endsWith("/") ? base : base + "/");
        this.token = token;
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
        var request =
                HttpRequest.newBuilder(
                                service.resolve(
                                        "api/v1/standing?purl="
                                                + URLEncoder.encode(purl, StandardCharsets.UTF_8)))
                        .timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            var document = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new IncompleteException(
                        service
                                + " answers "
                                + answer.statusCode()
                                + " when asked for "
                                + purl
                                + ": "
                                + document.path("detail").asString("")
                                + " "
                                + document.path("next").asString(""));
            }
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
        } catch (IOException e) {
            throw new IncompleteException(
                    service
                            + " does not answer: "
                            + e
                            + "; give the address of your Assay by --service");
        } catch (JacksonException e) {
            throw new IncompleteException(
                    service + " answers no JSON, so it is no Assay; give its address by --service");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
