package assay.profile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing sequence of texts, their UTF-8 bytes end to end in one array.
final class Utf8 {
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final long SECOND_MIX = 0xD6E8FEB86659FD93L;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private byte[] bytes = new byte[64];
    private int[] ends = new int[16];
    private int size;

    int size() {
        return size;
    }

    int length() {
        return size == 0 ? 0 : ends[size - 1];
    }

    int length(int index) {
        return ends[index] - start(index);
    }

    void add(byte[] from, int offset, int length) {
        int start = length();
        if (length > bytes.length - start) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, start + (long) length));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, grown(size, size + 1L));
        }
        System.arraycopy(from, offset, bytes, start, length);
        ends[size++] = start + length;
    }

    void add(Utf8 other, int index) {
        int start = other.start(index);
        add(other.bytes, start, other.ends[index] - start);
    }

    void addAll(Utf8 other) {
        int start = length();
        int more = other.length();
        if (more > bytes.length - start) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, start + (long) more));
        }
        if (other.size > ends.length - size) {
            ends = Arrays.copyOf(ends, grown(ends.length, size + (long) other.size));
        }
        System.arraycopy(other.bytes, 0, bytes, start, more);
        for (int i = 0; i < other.size; i++) {
            ends[size + i] = start + other.ends[i];
        }
        size += other.size;
    }

    void clear() {
        size = 0;
    }

    /// Gives back what was held in reserve.
    void trim() {
        bytes = Arrays.copyOf(bytes, length());
        ends = Arrays.copyOf(ends, size);
    }

    String get(int index) {
        int start = start(index);
        return new String(bytes, start, ends[index] - start, StandardCharsets.UTF_8);
    }

    long hash(int index) {
        int start = start(index);
        return hash(bytes, start, ends[index] - start);
    }

    /// Another hash for every seed; two of them make a fingerprint.
    long hash(int index, long seed) {
        int at = start(index);
        int end = ends[index];
        long hash = folded(seed ^ (end - at), MIX);
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = folded(hash ^ (long) EIGHT.get(bytes, at), MIX);
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << 8 | (bytes[at] & 0xff);
        }
        return folded(folded(hash ^ rest, MIX) ^ seed, SECOND_MIX);
    }

    private static long folded(long some, long more) {
        return some * more ^ Math.unsignedMultiplyHigh(some, more);
    }

    boolean equal(int index, byte[] other, int offset, int length) {
        int start = start(index);
        return Arrays.equals(bytes, start, ends[index], other, offset, offset + length);
    }

    boolean equal(int index, Utf8 other, int otherIndex) {
        int start = other.start(otherIndex);
        return equal(index, other.bytes, start, other.ends[otherIndex] - start);
    }

    static long hash(byte[] bytes, int offset, int length) {
        long hash = length * MIX;
        int at = offset;
        int end = offset + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash ^ (long) EIGHT.get(bytes, at));
        }
        return mix(hash ^ rest(bytes, at, end));
    }

    /// Fewer than eight bytes as a number: all at once where the array goes on behind them.
    private static long rest(byte[] bytes, int at, int end) {
        if (at < end && at + Long.BYTES <= bytes.length) {
            return Long.reverseBytes((long) EIGHT.get(bytes, at))
                    >>> Long.SIZE - Byte.SIZE * (end - at);
        }
        long rest = 0;
        for (int i = at; i < end; i++) {
            rest = rest << 8 | (bytes[i] & 0xff);
        }
        return rest;
    }

    private static long mix(long value) {
        long product = value * MIX;
        return product ^ (product >>> 29);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    private static int grown(int capacity, long needed) {
        if (needed > LARGEST_ARRAY) {
            throw new IllegalStateException("a column holds at most 2 GiB of text");
        }
        return (int) Math.clamp(capacity + (capacity >> 1), needed, LARGEST_ARRAY);
    }
}
