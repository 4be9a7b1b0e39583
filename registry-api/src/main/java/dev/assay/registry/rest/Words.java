package dev.assay.registry.rest;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How enumerations stand in the API: their constant in lower case, with dashes. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(Class<E> type, String field, String word) {
        for (var constant : type.getEnumConstants()) {
            if (of(constant).equals(word)) {
                return constant;
            }
        }
        throw Problem.invalid(
                "'" + word + "' is no value of '" + field + "'.",
                "Use one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Words::of)
                                .collect(Collectors.joining(", "))
                        + ".");
    }
}
