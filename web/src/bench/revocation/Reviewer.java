package dev.assay.web.nodes;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who has signed in at a node's pages, and presses buttons there. */
final class Reviewer implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(new CookieManager())
                    .build();
    private final URI pages;
    private final String csrf;

    private Reviewer(URI pages, String login, String password)
            throws IOException, InterruptedException {
        this.pages = pages;
        var form = csrf(get("signin"));
        var status = post("signin", Map.of("login", login, "password", password, "_csrf", form));
        if (status != 302) {
            throw new IOException("signing in was answered by " + status);
        }
        this.csrf = csrf(get(""));
    }

    static Reviewer signedIn(Node node, String login, String password)
            throws IOException, InterruptedException {
        return new Reviewer(node.pages(), login, password);
    }

    /**
     * Presses the button that revokes.
     *
     * @throws IOException when that is not done
     */
    void revoke(String release) throws IOException, InterruptedException {
        var status =
                post(
                        "releases/" + release + "/decisions",
                        Map.of(
                                "kind",
                                "revoke",
                                "reason",
                                "it is tried whether all hear of it",
                                "_csrf",
                                csrf));
        if (status != 302) {
            throw new IOException("the revocation was answered by " + status);
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(pages.resolve(path))).body();
    }

    private int post(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        var form =
                fields.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(pages.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String csrf(String page) throws IOException {
        var matcher = CSRF.matcher(page);
        if (!matcher.find()) {
            throw new IOException("a page without a form:\n" + page);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        client.close();
    }
}
