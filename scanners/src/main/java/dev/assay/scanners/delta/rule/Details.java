package dev.assay.scanners.delta.rule;

import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a fact's detail, in which nothing has to be there. */
final class Details {

    private Details() {}

    static String text(Fact fact, String key) {
        return fact.detail().get(key) instanceof String text ? text : "";
    }

    static boolean is(Fact fact, String key) {
        return Boolean.TRUE.equals(fact.detail().get(key));
    }

    static boolean isNot(Fact fact, String key) {
        return Boolean.FALSE.equals(fact.detail().get(key));
    }

    /** An object whose keys are text; empty where it is absent or something else. */
    static Map<String, Object> object(Fact fact, String key) {
        var copy = new TreeMap<String, Object>();
        if (fact.detail().get(key) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        }
        return copy;
    }

    static List<?> list(Fact fact, String key) {
        return fact.detail().get(key) instanceof List<?> list ? list : List.of();
    }
}
