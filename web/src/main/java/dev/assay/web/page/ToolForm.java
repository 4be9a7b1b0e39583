package dev.assay.web.page;

import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.Constraint;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolTerms;

import jakarta.servlet.http.HttpServletRequest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a reviewer writes of one tool, as they wrote it.
 *
 * @param limits the constraints, and an empty one to fill in
 * @param open whether it is being written
 */
record ToolForm(
        String toolClass,
        String mode,
        String max,
        String window,
        String data,
        String system,
        String reason,
        List<ToolLimit> limits,
        boolean open) {

    private static final int MOST_TEXT = 200;
    private static final int MOST_ITEMS = 100;
    private static final int MOST_LIMITS = 20;

    /** Written wrongly; the message says how it is meant. */
    static final class FlawException extends Exception {
        private static final long serialVersionUID = 1L;

        FlawException(String message) {
            super(message);
        }
    }

    /** What the people who come to it first see in it: what holds. */
    static ToolForm of(ToolEntry entry) {
        var terms = entry.terms();
        var limits = new ArrayList<ToolLimit>();
        terms.constraints().forEach(each -> limits.add(ToolLimit.of(each)));
        limits.add(ToolLimit.EMPTY);
        return new ToolForm(
                entry.toolClass().words(),
                terms.approvalMode().words(),
                Integer.toString(terms.rateLimit().max()),
                Integer.toString(terms.rateLimit().windowSeconds()),
                String.join(", ", terms.dataClasses()),
                terms.businessSystem(),
                "",
                limits,
                false);
    }

    static ToolForm of(HttpServletRequest request) {
        var kinds = values(request, "limitKind");
        var names = values(request, "limitOf");
        var texts = values(request, "limitText");
        var limits = new ArrayList<ToolLimit>();
        for (var i = 0; i < kinds.size() && i < names.size() && i < texts.size(); i++) {
            limits.add(new ToolLimit(kinds.get(i), names.get(i).strip(), texts.get(i).strip()));
        }
        return new ToolForm(
                value(request, "toolClass"),
                value(request, "mode"),
                value(request, "max"),
                value(request, "window"),
                value(request, "data"),
                value(request, "system"),
                value(request, "reason"),
                limits,
                true);
    }

    ToolClass asClass() throws FlawException {
        return one(ToolClass.values(), toolClass, ToolClass::words);
    }

    ToolTerms asTerms() throws FlawException {
        if (system.length() > MOST_TEXT) {
            throw new FlawException("the business system has at most 200 characters");
        }
        return new ToolTerms(
                asData(),
                system.strip(),
                asConstraints(),
                one(ApprovalMode.values(), mode, ApprovalMode::words),
                asRate());
    }

    private List<String> asData() throws FlawException {
        var all = ToolLimit.items(data);
        if (all.size() > MOST_ITEMS || all.stream().anyMatch(each -> each.length() > MOST_TEXT)) {
            throw new FlawException("data and fields are at most 100 of at most 200 characters");
        }
        return all;
    }

    private RateLimit asRate() throws FlawException {
        try {
            return new RateLimit(Integer.parseInt(max.strip()), Integer.parseInt(window.strip()));
        } catch (NumberFormatException e) {
            throw new FlawException("write calls and seconds as whole numbers");
        } catch (IllegalArgumentException e) {
            throw new FlawException(String.valueOf(e.getMessage()));
        }
    }

    private List<Constraint> asConstraints() throws FlawException {
        var constraints = new ArrayList<Constraint>();
        for (var limit : limits) {
            if (!limit.isEmpty()) {
                constraints.add(limit.asConstraint());
            }
        }
        if (constraints.size() > MOST_LIMITS) {
            throw new FlawException("a tool has at most 20 constraints here");
        }
        return constraints;
    }

    private static <E> E one(E[] all, String word, Function<E, String> words) throws FlawException {
        return Arrays.stream(all)
                .filter(each -> words.apply(each).equals(word))
                .findFirst()
                .orElseThrow(() -> new FlawException("choose one of what is offered"));
    }

    static String value(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    static List<String> values(HttpServletRequest request, String name) {
        var values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }
}
