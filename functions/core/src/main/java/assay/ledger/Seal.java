package assay.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes texts that a stranger can carry but not change: what they hold, and 16 bytes of an
/// HMAC-SHA-256 over it and over what they are about, in base64url. They can be read: they are
/// signed, not encrypted.
public final class Seal {
    private static final int SIGNATURE = 16;

    private final SecretKeySpec secret;

    /// @param secret not empty
    public Seal(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
    }

    /// @param about what the text is to be shown with again, such as the question that it continues
    public String closed(byte[] about, byte[] content) {
        byte[] signature = signature(about, content);
        byte[] both = Arrays.copyOf(content, content.length + SIGNATURE);
        System.arraycopy(signature, 0, both, content.length, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /// What the text holds; empty if it was not closed with this secret about the same.
    public Optional<byte[]> opened(byte[] about, String text) {
        byte[] both;
        try {
            both = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(both, Math.max(0, both.length - SIGNATURE));
        // Closed once more, since the spare bits of the last digit would else be free to change.
        byte[] closed = closed(about, content).getBytes(UTF_8);
        return MessageDigest.isEqual(closed, text.getBytes(UTF_8))
                ? Optional.of(content)
                : Optional.empty();
    }

    private byte[] signature(byte[] about, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, about.length));
            mac.update(about);
            return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
