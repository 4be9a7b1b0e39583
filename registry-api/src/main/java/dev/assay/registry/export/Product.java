package dev.assay.registry.export;

/** How this program calls itself in what it writes for other machines. */
public final class Product {

    public static final String NAME = "Assay";
    public static final String VERSION = "0.1.0";

    private Product() {}
}
