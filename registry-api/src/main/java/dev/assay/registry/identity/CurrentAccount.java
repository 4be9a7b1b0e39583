package dev.assay.registry.identity;

import dev.assay.inventory.account.Account;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import java.util.Optional;

/** Gives controllers the {@link Account} of whoever is calling. */
public final class CurrentAccount implements HandlerMethodArgumentResolver {

    /** Whoever is signed in for the request that this thread serves. */
    public static Optional<Account> signedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who
                ? Optional.of(who.account())
                : Optional.empty();
    }

    /** Whether all that they may do is choose another password. */
    public static boolean passwordChangeDue() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getPrincipal() instanceof SignedIn who
                && who.passwordChangeDue();
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Account.class;
    }

    @Override
    public Account resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return signedIn()
                .orElseThrow(
                        () ->
                                new AuthenticationCredentialsNotFoundException(
                                        "nobody is signed in"));
    }
}
