package dev.assay.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A browser without a screen: keeps cookies, follows redirects one by one, fills in forms. */
final class VisitingBrowser implements AutoCloseable {

    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** Where it has come to. */
    record Seen(URI address, int status, String body) {}

    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /** Every address that a redirect led to. */
    final List<URI> visited = new ArrayList<>();

    /** What becomes of each address before it is asked for: what somebody in between would do. */
    private UnaryOperator<String> between = UnaryOperator.identity();

    void between(UnaryOperator<String> change) {
        between = change;
    }

    Seen get(String address) throws IOException, InterruptedException {
        return follow(send(HttpRequest.newBuilder(URI.create(between.apply(address)))));
    }

    Seen post(String address, String form) throws IOException, InterruptedException {
        return follow(posted(URI.create(address), form));
    }

    /** Signs in at the provider, from whatever page of Assay begins it. */
    Seen signIn(String begin, String login) throws IOException, InterruptedException {
        var seen = get(begin);
        for (var step = 0; step < 5 && seen.body().contains("name=\"prompt\""); step++) {
            var form = ACTION.matcher(seen.body());
            if (!form.find()) {
                break;
            }
            var prompt = seen.body().contains("value=\"login\"") ? "login" : "consent";
            seen =
                    follow(
                            posted(
                                    seen.address().resolve(form.group(1)),
                                    "prompt=" + prompt + "&login=" + login + "&password=any"));
        }
        return seen;
    }

    static String csrf(Seen page) {
        var matcher = CSRF.matcher(page.body());
        return matcher.find() ? matcher.group(1) : "none";
    }

    private HttpResponse<String> posted(URI address, String form)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    private Seen follow(HttpResponse<String> first) throws IOException, InterruptedException {
        var answer = first;
        for (var step = 0; step < 15; step++) {
            var location = answer.headers().firstValue("Location");
            if (answer.statusCode() < 300 || answer.statusCode() > 399 || location.isEmpty()) {
                break;
            }
            var next = URI.create(between.apply(answer.uri().resolve(location.get()).toString()));
            visited.add(next);
            answer = send(HttpRequest.newBuilder(next));
        }
        return new Seen(answer.uri(), answer.statusCode(), answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }
}
