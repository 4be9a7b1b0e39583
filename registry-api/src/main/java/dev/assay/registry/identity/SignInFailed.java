package dev.assay.registry.identity;

/**
 * Somebody tried to sign in, and nobody was signed in.
 *
 * @param login what they gave as their login; empty where that is not known, never a password
 * @param address where it came from; empty where that is not known
 * @param how what they tried, for people
 */
public record SignInFailed(String login, String address, String how) {}
