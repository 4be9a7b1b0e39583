package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.Set;

/**
 * Recognises one family of facts. The walk calls it with every node of the kinds that it asks for,
 * file by file in order; it adds what it finds to the report and keeps nothing else.
 */
interface FactFamily {

    Set<Kind> kinds();

    void look(Place place, Node node);
}
