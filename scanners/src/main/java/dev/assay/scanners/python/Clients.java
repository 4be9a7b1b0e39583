package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExprTy;

import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** Parameters that an annotation says to be clients: what they send is sent, whoever made them. */
final class Clients {

    private static final Set<String> TYPES =
            Set.of(
                    "httpx.AsyncClient",
                    "httpx.Client",
                    "requests.Session",
                    "aiohttp.ClientSession",
                    "smtplib.SMTP");

    private Clients() {}

    /** A client as if it was made here, or null where the type is another. */
    static @Nullable Node of(Expressions in, ExprTy annotation) {
        var type = annotation instanceof ExprTy.BinOp either ? either.left : annotation;
        var meaning = in.meaning(type);
        return meaning != null && TYPES.contains(meaning) ? in.made(type, in.of(type)) : null;
    }
}
