package dev.assay.web.page;

import static dev.assay.registry.identity.Callers.anyone;
import static dev.assay.registry.identity.Callers.holding;
import static dev.assay.registry.identity.Callers.reviewers;
import static dev.assay.registry.identity.Callers.signedIn;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.Endpoint;

import java.util.List;

/** Who may call which page. */
final class PageRights {

    static final List<Endpoint> ROWS =
            List.of(
                    new Endpoint(GET, "/assets/**", anyone()),
                    new Endpoint(GET, "/actuator/health", anyone()),
                    new Endpoint(GET, "/signin", anyone()),
                    new Endpoint(POST, "/signin", anyone()),
                    new Endpoint(POST, "/signout", anyone()),
                    new Endpoint(GET, "/r/{id}", anyone()),
                    new Endpoint(GET, "/rules", anyone()),
                    new Endpoint(GET, "/rules/{kind}", anyone()),
                    new Endpoint(GET, "/", signedIn()),
                    new Endpoint(GET, "/vetting", signedIn()),
                    new Endpoint(GET, "/approved", signedIn()),
                    new Endpoint(GET, "/releases/{id}", signedIn()),
                    new Endpoint(GET, "/releases/{id}/progress", signedIn()),
                    new Endpoint(GET, "/releases/{id}/changes", signedIn()),
                    new Endpoint(GET, "/releases/{id}/functions/{index}", signedIn()),
                    new Endpoint(GET, "/releases/{id}/difference", signedIn()),
                    new Endpoint(POST, "/releases/{id}/comments", signedIn()),
                    new Endpoint(GET, "/compare", signedIn()),
                    new Endpoint(GET, "/compare/functions/{index}", signedIn()),
                    new Endpoint(GET, "/compare/difference", signedIn()),
                    new Endpoint(GET, "/account", signedIn()),
                    new Endpoint(POST, "/account/password", signedIn()),
                    new Endpoint(GET, "/request", holding(Role.REQUESTER)),
                    new Endpoint(POST, "/request", holding(Role.REQUESTER)),
                    new Endpoint(POST, "/releases/{id}/vettings", signedIn()),
                    new Endpoint(POST, "/releases/{id}/decisions", reviewers()),
                    new Endpoint(GET, "/accounts", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/accounts", holding(Role.ADMINISTRATOR)));

    private PageRights() {}
}
