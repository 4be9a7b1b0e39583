package dev.assay.registry.mcp;

import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.gate.CallerStage;
import dev.assay.registry.identity.TokenAuthentication;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who calls a tool.
 *
 * @param token null for a stranger
 */
record AgentCaller(HttpServletRequest request, @Nullable TokenAuthentication token) {

    static AgentCaller of(HttpServletRequest request) {
        return new AgentCaller(
                request,
                SecurityContextHolder.getContext().getAuthentication()
                                instanceof TokenAuthentication token
                        ? token
                        : null);
    }

    /** Whether it may read what the REST API shows to a token. */
    boolean reads() {
        return token != null && token.opens(TokenScope.API_READ);
    }

    /** Whether it is told anything at all. */
    boolean isTold(CallerStage callers) {
        return reads() || !callers.readingNeedsToken();
    }

    /** How far what it is told to use must have been approved: what the gate would hand it. */
    Stage stage(CallerStage callers) {
        return token != null && reads() ? token.caller().stage() : callers.anonymous();
    }
}
