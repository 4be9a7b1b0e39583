package dev.assay.inventory.store.s3;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where blobs lie in an object store.
 *
 * @param prefix what all keys begin with, empty or ending in a slash
 * @param endpoint null for Amazon's own
 * @param pathStyle whether the bucket stands in the path instead of the host name
 * @param key null where the SDK's own chain finds one
 * @param timeout how long nothing may arrive before a request is given up
 */
public record S3Place(
        String bucket,
        String prefix,
        @Nullable URI endpoint,
        String region,
        boolean pathStyle,
        @Nullable Key key,
        Duration timeout) {

    /** What one signs requests with. */
    public record Key(String id, String secret) {

        // A record that holds a secret never prints it.
        @Override
        public String toString() {
            return "Key[…]";
        }
    }

    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9._=-]+/)*");

    public S3Place {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("'" + bucket + "' is no name of a bucket");
        }
        prefix = prefix.replaceAll("^/+", "");
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            prefix += "/";
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "'" + prefix + "' is no prefix; use letters, digits and . _ = - between /");
        }
        if (endpoint != null && (endpoint.getHost() == null || endpoint.getUserInfo() != null)) {
            throw new IllegalArgumentException(
                    "the endpoint of an object store is https://HOST[:PORT], without a name or"
                            + " password in it");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout of an object store is more than 0");
        }
    }

    /** What people call it. */
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix + (endpoint == null ? "" : " at " + endpoint);
    }
}
