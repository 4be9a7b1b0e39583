package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists, maps, and what JSON is made of: fields by name, elements in order. */
final class Containers implements Library.Part {

    private static final Set<String> LISTS =
            Set.of(
                    "java/util/List",
                    "java/util/Set",
                    "java/util/Arrays",
                    "java/util/Collections",
                    "java/util/stream/Stream");

    /** Owners whose methods with a name and a value set a field. */
    private static final List<String> OBJECTS =
            List.of(
                    "java/util/Map",
                    "java/util/HashMap",
                    "java/util/LinkedHashMap",
                    "java/util/TreeMap",
                    "java/util/concurrent/ConcurrentHashMap",
                    "java/util/Properties",
                    "java/util/Hashtable",
                    "com/fasterxml/jackson/databind/node/",
                    "tools/jackson/databind/node/",
                    "com/google/gson/JsonObject",
                    "org/json/",
                    "net/minidev/json/",
                    "com/alibaba/fastjson",
                    "jakarta/json/",
                    "javax/json/",
                    "io/vertx/core/json/",
                    "org/springframework/util/MultiValueMap",
                    "org/springframework/util/LinkedMultiValueMap",
                    "org/springframework/http/HttpHeaders",
                    "com/google/common/collect/ImmutableMap",
                    "okhttp3/FormBody$Builder",
                    "okhttp3/MultipartBody$Builder");

    @Override
    public @Nullable Val call(Site site) {
        var owner = site.owner();
        if (LISTS.contains(owner) && site.isStatic()) {
            return list(site);
        }
        if (owner.equals("java/util/Map") && site.isStatic()) {
            return map(site);
        }
        if (isObject(owner)) {
            return object(site);
        }
        if (owner.startsWith("java/util/")) {
            return collection(site);
        }
        return null;
    }

    private static boolean isObject(String owner) {
        for (var prefix : OBJECTS) {
            if (prefix.endsWith("/")
                    ? owner.startsWith(prefix)
                    : owner.equals(prefix)
                            || owner.startsWith(prefix + "$")
                            || prefix.equals("com/alibaba/fastjson") && owner.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Val list(Site site) {
        return switch (site.name()) {
            case "of",
                    "asList",
                    "singletonList",
                    "singleton",
                    "copyOf",
                    "unmodifiableList",
                    "toList" -> {
                var heap = new Heap("list", site.at());
                for (var arg : site.args()) {
                    if (arg.heap() != null && isSequence(arg.heap()) && site.args().size() == 1) {
                        arg.heap().elements().forEach(heap::add);
                    } else {
                        heap.add(arg);
                    }
                    heap.flow(arg.flow());
                }
                yield Val.of(heap);
            }
            default -> null;
        };
    }

    private static boolean isSequence(Heap heap) {
        return heap.type().equals("list") || heap.type().startsWith("[L");
    }

    private static @Nullable Val map(Site site) {
        var heap = new Heap("map", site.at());
        switch (site.name()) {
            case "of" -> {
                for (var index = 0; index + 1 < site.args().size(); index += 2) {
                    put(heap, site.arg(index), site.arg(index + 1));
                }
            }
            case "entry" -> put(heap, site.arg(0), site.arg(1));
            case "ofEntries" -> {
                var entries = site.arg(0).heap();
                if (entries != null) {
                    entries.elements().forEach(entry -> all(heap, entry.heap()));
                }
            }
            case "copyOf" -> all(heap, site.arg(0).heap());
            default -> {
                return null;
            }
        }
        return Val.of(heap);
    }

    static void put(Heap heap, Val key, Val value) {
        var name = key.text();
        heap.put(name == null ? "*" : name.shown(), value);
    }

    private static void all(Heap into, @Nullable Heap from) {
        if (from != null) {
            from.fields().forEach(into::put);
        }
    }

    private static @Nullable Val object(Site site) {
        if (site.isConstructor()) {
            var heap = site.receiver().heap();
            if (heap != null && !site.args().isEmpty()) {
                all(heap, site.arg(0).heap());
                heap.built(site.arg(0).texts());
            }
            return Val.UNKNOWN;
        }
        var receiver = site.receiver();
        var heap = receiver.heap();
        if (site.isStatic()) {
            return site.name().equals("builder") || site.name().startsWith("create")
                    ? Val.of(new Heap("map", site.at()))
                    : site.name().equals("of") ? map(site) : null;
        }
        if (heap == null) {
            return null;
        }
        switch (site.name()) {
            case "put",
                    "set",
                    "add",
                    "addProperty",
                    "accumulate",
                    "putIfAbsent",
                    "setProperty",
                    "addFormDataPart",
                    "addEncoded",
                    "append",
                    "putPOJO",
                    "fluentPut",
                    "replace" -> {
                if (site.args().size() == 1) {
                    heap.add(site.arg(0));
                } else if (site.args().size() > 1) {
                    put(heap, site.arg(0), site.arg(site.args().size() - 1));
                }
            }
            case "putAll", "setAll", "addAll" -> all(heap, site.arg(0).heap());
            case "putObject", "withObject", "putArray", "withArray", "createObjectBuilder" -> {
                var inner = new Heap("map", site.at());
                put(heap, site.arg(0), Val.of(inner));
                return Val.of(inner);
            }
            case "get", "getOrDefault", "getProperty", "getString", "path", "getFirst" -> {
                var name = site.arg(0).text();
                var known = name == null ? null : heap.fields().get(name.shown());
                var fallback = site.args().size() > 1 ? site.arg(1) : Val.UNKNOWN;
                return (known == null ? fallback.with(heap.ownFlow()) : known)
                        .with(receiver.flow());
            }
            case "toString",
                    "toJSONString",
                    "build",
                    "toPrettyString",
                    "encode",
                    "buildOrThrow" -> {
                return Val.of(heap.built(), receiver.allFlow()).with(heap);
            }
            default -> {
                return null;
            }
        }
        return site.returnsReference() ? receiver : Val.UNKNOWN;
    }

    private static @Nullable Val collection(Site site) {
        var heap = site.receiver().heap();
        if (site.owner().equals("java/util/Objects")) {
            return switch (site.name()) {
                case "requireNonNull", "requireNonNullElse", "requireNonNullElseGet", "toString" ->
                        site.args().size() > 1 && !site.name().endsWith("Get")
                                ? site.arg(0).or(site.arg(1))
                                : site.arg(0);
                default -> null;
            };
        }
        if (site.owner().equals("java/util/Optional")) {
            return switch (site.name()) {
                case "of", "ofNullable" -> site.arg(0);
                case "get", "orElseThrow", "filter", "or" -> site.receiver();
                case "orElse" -> site.receiver().or(site.arg(0));
                default -> null;
            };
        }
        if (heap == null || heap.type().equals(Machine.ENVIRONMENT)) {
            return null;
        }
        switch (site.name()) {
            case "<init>" -> {
                var from = site.arg(0).heap();
                if (from != null) {
                    from.elements().forEach(heap::add);
                    all(heap, from);
                }
                return Val.UNKNOWN;
            }
            case "add", "addLast", "addFirst", "push", "offer" -> {
                heap.add(site.arg(site.args().size() - 1));
                return Val.UNKNOWN;
            }
            case "addAll" -> {
                var from = site.arg(site.args().size() - 1).heap();
                if (from != null) {
                    new ArrayList<>(from.elements()).forEach(heap::add);
                }
                return Val.UNKNOWN;
            }
            case "get", "getFirst", "getLast" -> {
                var index = site.args().isEmpty() ? Long.valueOf(0) : site.arg(0).number();
                if (index != null && index >= 0 && index < heap.elements().size()) {
                    return heap.elements().get(index.intValue());
                }
                return Val.of(site.receiver().allTexts(), site.receiver().allFlow());
            }
            case "toArray",
                    "stream",
                    "toList",
                    "iterator",
                    "reversed",
                    "subList",
                    "entrySet",
                    "values",
                    "keySet" -> {
                return site.receiver();
            }
            case "next", "getKey", "getValue", "nextElement" -> {
                return Val.of(site.receiver().allTexts(), site.receiver().allFlow());
            }
            default -> {
                return null;
            }
        }
    }
}
