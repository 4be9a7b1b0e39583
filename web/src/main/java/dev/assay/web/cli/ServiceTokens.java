package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a running service, by its REST API. */
final class ServiceTokens implements TokenDesk {

    private static final JsonMapper JSON = new JsonMapper();

    private final RunningService service;

    private ServiceTokens(URI service, String authorization) {
        this.service = new RunningService(service, authorization, RunningService.PATIENCE);
    }

    /** As the account that the environment names: a password is no argument others can see. */
    static ServiceTokens at(URI service) throws UsageException {
        var account = RunningService.basicOfEnvironment();
        if (account == null) {
            throw new UsageException(
                    "set ASSAY_LOGIN and ASSAY_PASSWORD to the account that is to do it");
        }
        return new ServiceTokens(service, account);
    }

    static ServiceTokens at(URI service, String login, String password) {
        return new ServiceTokens(service, RunningService.basic(login, password));
    }

    @Override
    public String create(
            @Nullable String owner, String name, List<String> scopes, String stage, int days)
            throws IncompleteException, InterruptedException {
        var wish = JSON.createObjectNode().put("name", name).put("stage", stage).put("days", days);
        scopes.forEach(wish.putArray("scopes")::add);
        if (owner != null) {
            wish.put("owner", owner);
        }
        return service.ask(service.posting("api/v1/tokens", wish)).path("secret").asString();
    }

    @Override
    public List<String> list() throws IncompleteException, InterruptedException {
        var lines = new ArrayList<String>();
        for (var token : service.ask(service.request("api/v1/tokens")).path("tokens")) {
            var scopes = new ArrayList<String>();
            token.path("scopes").forEach(scope -> scopes.add(scope.asString()));
            lines.add(
                    TokenDesk.line(
                            token.path("id").asString(),
                            token.path("owner").asString(),
                            String.join(",", scopes),
                            token.path("stage").asString(),
                            token.path("expiresAt").asString(),
                            token.path("revokedAt").isNull() ? "not-revoked" : "revoked",
                            token.path("name").asString()));
        }
        return lines;
    }

    @Override
    public void revoke(String id) throws IncompleteException, UsageException, InterruptedException {
        if (!id.matches("[0-9a-f]{32}")) {
            throw new UsageException("'" + id + "' is no id of a token");
        }
        service.ask(service.request("api/v1/tokens/" + id).DELETE());
    }

    @Override
    public void close() {
        service.close();
    }
}
