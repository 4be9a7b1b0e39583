package dev.assay.scanners.coordinates;

import java.util.Locale;
import java.util.regex.Pattern;

/** Ids of NuGet packages: capital letters make no other package. */
public final class NugetName {

    /** The type of their package URLs. */
    public static final String TYPE = "nuget";

    /** NuGet's own limit is 100 characters. */
    private static final Pattern FORM = Pattern.compile("(?=.{1,100}$)\\w+(?:[_.-]\\w+)*");

    private NugetName() {}

    public static boolean isName(String id) {
        return FORM.matcher(id).matches();
    }

    /** The spelling that addresses and package URLs have here. */
    public static String normal(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    /** A package by its id, however it is written. */
    public static Purl purl(String id, NugetVersion version) {
        return new Purl(TYPE, null, normal(id), version.toString());
    }
}
