package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** One's own account. */
record AccountView(String login, String name, String roles, Map<String, String> errors) {

    AccountView {
        errors = Map.copyOf(errors);
    }

    @Nullable String error(String field) {
        return errors.get(field);
    }
}
