package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/**
 * Objects of libraries that are filled by calls and then sent, run or kept: what is set on one
 * stays with it, and what it makes of itself is still it.
 */
final class Holders implements Library.Part {

    /** What makes a request of a client, so that the next one begins anew. */
    private static final Set<String> VERBS =
            Set.of(
                    "get",
                    "post",
                    "put",
                    "delete",
                    "patch",
                    "head",
                    "options",
                    "method",
                    "target",
                    "path",
                    "request",
                    "mutate",
                    "newCall",
                    "newBuilder",
                    "createMimeMessage");

    private static final Set<String> MAKERS =
            Set.of(
                    "builder",
                    "newBuilder",
                    "create",
                    "newInstance",
                    "newClient",
                    "of",
                    "createMimeMessage");

    @Override
    public @Nullable Val call(Site site) {
        var receiver = site.receiver();
        if (site.isConstructor()) {
            return receiver.heap() == null ? null : filled(site, receiver.heap());
        }
        if (site.isStatic() || receiver.heap() == null) {
            return made(site);
        }
        var heap = receiver.heap();
        if (heap.type().equals(Machine.ENVIRONMENT)) {
            return null;
        }
        set(site, heap);
        if (!site.returnsReference() || site.returns().equals("java/lang/String")) {
            return site.returnsReference()
                    ? Val.of(java.util.List.of(), receiver.allFlow()).with(heap)
                    : null;
        }
        if (VERBS.contains(site.name()) && Network.isClient(site.owner())) {
            var request = new Heap(site.returns(), site.at(), heap);
            request.method(site.name().toUpperCase(Locale.ROOT));
            return Val.of(request).with(receiver.flow());
        }
        return site.returns().startsWith("java/lang/")
                        && !site.returns().endsWith("Object")
                        && !site.returns().endsWith("ProcessBuilder")
                ? null
                : receiver;
    }

    private static Val filled(Site site, Heap heap) {
        for (var index = 0; index < site.args().size(); index++) {
            var arg = site.arg(index);
            heap.flow(arg.allFlow());
            if (arg.heap() != null && arg.heap() != heap) {
                arg.heap().fields().forEach(heap::put);
                heap.address(arg.heap().addresses());
            }
            if (arg.heap() != null || !arg.texts().isEmpty()) {
                heap.put("arg" + index, arg);
            }
        }
        if (site.args().size() == 2 && site.owner().endsWith("NameValuePair")) {
            Containers.put(heap, site.arg(0), site.arg(1));
        }
        if (site.owner().equals("java/lang/ProcessBuilder")) {
            elements(heap, site.arg(0));
        }
        return Val.UNKNOWN;
    }

    /** What a static method or an unknown object makes of its arguments. */
    private static @Nullable Val made(Site site) {
        if (!site.returnsReference()
                || site.returns().isEmpty()
                || site.returns().equals("java/lang/String") && site.args().isEmpty()) {
            return null;
        }
        var isText = site.returns().startsWith("java/lang/");
        if (isText && site.args().stream().noneMatch(arg -> arg.heap() != null)) {
            return null;
        }
        if (site.args().stream().noneMatch(Val::isInformative)
                && !MAKERS.contains(site.name())
                && !Network.isClient(site.returns())) {
            return null;
        }
        var heap = new Heap(site.returns(), site.at());
        for (var index = 0; index < site.args().size(); index++) {
            var arg = site.arg(index);
            heap.flow(arg.allFlow());
            if (arg.heap() != null) {
                arg.heap().fields().forEach(heap::put);
                heap.address(arg.heap().addresses());
            }
            if (arg.heap() != null || !arg.texts().isEmpty()) {
                heap.put("arg" + index, arg);
            }
        }
        heap.flow(site.receiver().flow());
        return Val.of(heap);
    }

    private static void set(Site site, Heap heap) {
        // A helper fills the message that it was made for.
        if (site.owner().endsWith("MimeMessageHelper")) {
            var message = heap.fields().get("arg0");
            if (message != null && message.heap() != null && message.heap() != heap) {
                set(site.args(), site, message.heap());
            }
        }
        set(site.args(), site, heap);
    }

    private static void set(java.util.List<Val> args, Site site, Heap heap) {
        for (var arg : site.args()) {
            heap.flow(arg.allFlow());
        }
        var name = property(site.name());
        switch (site.args().size()) {
            case 1 -> {
                var arg = site.arg(0);
                if (arg.lambda() != null || isFlow(site.owner())) {
                    return;
                }
                if (site.owner().equals("java/lang/ProcessBuilder") && name.equals("command")) {
                    elements(heap, arg);
                }
                if (arg.isInformative() || site.name().startsWith("set")) {
                    heap.put(name, arg);
                }
            }
            case 2 -> {
                var key = site.arg(0).text();
                var prefix = name.equals("header") || name.equals("setHeader") ? "headers." : "";
                if (site.takesText(0) && key != null) {
                    heap.put(prefix + key.shown(), site.arg(1));
                } else if (!site.arg(0).symbol().isEmpty()) {
                    var symbol = site.arg(0).symbol();
                    heap.put(
                            symbol.substring(symbol.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT),
                            site.arg(1));
                }
            }
            default -> {}
        }
    }

    /** What waits for a value rather than holding it. */
    private static boolean isFlow(String owner) {
        return owner.startsWith("java/util/concurrent/")
                || owner.startsWith("java/util/stream/")
                || owner.startsWith("reactor/core/")
                || owner.startsWith("io/reactivex/");
    }

    private static void elements(Heap heap, Val list) {
        var from = list.heap();
        if (from != null) {
            heap.elements().clear();
            from.elements().forEach(heap::add);
        } else if (!list.texts().isEmpty()) {
            heap.add(list);
        }
    }

    /** {@code bcc} of {@code setBcc}, {@code addBcc}, {@code withBcc} and {@code bcc}. */
    static String property(String method) {
        for (var prefix : new String[] {"set", "add", "with"}) {
            if (method.startsWith(prefix)
                    && method.length() > prefix.length()
                    && Character.isUpperCase(method.charAt(prefix.length()))) {
                return Character.toLowerCase(method.charAt(prefix.length()))
                        + method.substring(prefix.length() + 1);
            }
        }
        return method;
    }
}
