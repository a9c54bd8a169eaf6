// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.throttle;

import static io.cloister.sandbox.throttle.Rate.perMinute;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The compute provider's policies by kind of request, per resource and per subscription. The first that fits is meant.
 * Source: Azure docs, "Compute throttling limits".
 */
enum ComputePolicy {
    OPERATION("GetOperation", is("GET", "locations/operations(results)?"), perMinute(45, 15), perMinute(15_000, 5_000)),
    VM_PUT("PutVM", is("PUT", "virtualmachines").and(Asked::isNew), perMinute(12, 4), perMinute(1_500, 500)),
    VM_DELETE(
            "DeleteVM",
            is("DELETE", "virtualmachines").or(is("POST", "virtualmachines/deallocate")),
            perMinute(12, 4),
            perMinute(1_500, 500)),
    VM_UPDATE(
            "UpdateVM",
            is("PUT|PATCH", "virtualmachines").or(is("POST", "virtualmachines/.+")),
            perMinute(12, 4),
            perMinute(1_500, 500)),
    VM_LIST("HighCostGet", is("GET", "virtualmachines").and(Asked::isCollection), null, perMinute(900, 300)),
    VM_GET("LowCostGet", is("GET", "virtualmachines(/instanceview)?"), perMinute(36, 12), perMinute(24_000, 8_000)),
    SCALE_SET_PUT(
            "PutVMScaleSet",
            is("PUT", "virtualmachinescalesets").and(Asked::isNew),
            perMinute(12, 4),
            perMinute(375, 125)),
    SCALE_SET_DELETE(
            "DeleteVMScaleSet",
            is("DELETE", "virtualmachinescalesets").or(is("POST", "virtualmachinescalesets/deallocate")),
            perMinute(12, 4),
            perMinute(525, 175)),
    SCALE_SET_VM_WRITE(
            "UpdateVMScaleSetVM",
            is("PUT|PATCH|DELETE|POST", "virtualmachinescalesets/virtualmachines.*"),
            perMinute(12, 4),
            perMinute(1_500, 500)),
    SCALE_SET_UPDATE(
            "UpdateVMScaleSet",
            is("PUT|PATCH", "virtualmachinescalesets").or(is("POST", "virtualmachinescalesets/.+")),
            perMinute(12, 4),
            perMinute(1_500, 500)),
    SCALE_SET_VIEW(
            "HighCostGetVMScaleSet",
            is("GET", "virtualmachinescalesets/(instanceview|virtualmachines.*)"),
            perMinute(30, 10),
            perMinute(1_080, 360)),
    SCALE_SET_LIST(
            "HighCostGetVMScaleSet",
            is("GET", "virtualmachinescalesets").and(Asked::isCollection),
            null,
            perMinute(1_080, 360)),
    SCALE_SET_GET("GetVMScaleSet", is("GET", "virtualmachinescalesets"), perMinute(36, 12), perMinute(2_400, 800));

    private final String word;
    private final Predicate<Asked> fits;
    private final Rate perResource;
    private final Rate perSubscription;

    ComputePolicy(String word, Predicate<Asked> fits, Rate perResource, Rate perSubscription) {
        this.word = word;
        this.fits = fits;
        this.perResource = perResource;
        this.perSubscription = perSubscription;
    }

    /** As it stands in headers. */
    String word() {
        return word;
    }

    Optional<Rate> perResource() {
        return Optional.ofNullable(perResource);
    }

    Rate perSubscription() {
        return perSubscription;
    }

    static Optional<ComputePolicy> of(Asked asked) {
        return asked.provider().equals("microsoft.compute")
                ? Arrays.stream(values())
                        .filter(policy -> policy.fits.test(asked))
                        .findFirst()
                : Optional.empty();
    }

    private static Predicate<Asked> is(String methods, String types) {
        Pattern method = Pattern.compile(methods);
        Pattern type = Pattern.compile(types);
        return asked -> method.matcher(asked.method()).matches()
                && type.matcher(asked.types()).matches();
    }
}
