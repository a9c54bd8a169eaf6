// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The sizes of machines there are: the common general-purpose, compute, memory, storage and burstable series. */
public final class VmSizes {

    private static final Map<String, VmSize> ALL = new LinkedHashMap<>();

    static {
        burstable("Standard_B1ls", 1, 0.5);
        burstable("Standard_B1s", 1, 1);
        burstable("Standard_B1ms", 1, 2);
        burstable("Standard_B2s", 2, 4);
        burstable("Standard_B2ms", 2, 8);
        burstable("Standard_B4ms", 4, 16);
        burstable("Standard_B8ms", 8, 32);
        burstable("Standard_B12ms", 12, 48);
        burstable("Standard_B16ms", 16, 64);
        burstable("Standard_B20ms", 20, 80);
        series("Standard_B%ds_v2", "standardBsv2Family", 4, 2, 4, 8, 16, 32);
        series("Standard_B%dals_v2", "standardBasv2Family", 2, 2, 4);
        series("Standard_B%das_v2", "standardBasv2Family", 4, 2, 4, 8, 16, 32);
        series("Standard_A%d_v2", "standardAv2Family", 2, 1, 2, 4, 8);
        first("Standard_DS%d_v2", "standardDSv2Family");
        first("Standard_D%d_v2", "standardDv2Family");
        series("Standard_D%d_v3", "standardDv3Family", 4, 2, 4, 8, 16, 32, 48, 64);
        series("Standard_D%ds_v3", "standardDSv3Family", 4, 2, 4, 8, 16, 32, 48, 64);
        series("Standard_D%ds_v4", "standardDSv4Family", 4, 2, 4, 8, 16, 32, 48, 64);
        series("Standard_D%das_v4", "standardDASv4Family", 4, 2, 4, 8, 16, 32, 48, 64, 96);
        series("Standard_D%dds_v4", "standardDDSv4Family", 4, 2, 4, 8, 16, 32, 48, 64);
        series("Standard_D%ds_v5", "standardDSv5Family", 4, 2, 4, 8, 16, 32, 48, 64, 96);
        series("Standard_D%d_v5", "standardDv5Family", 4, 2, 4, 8, 16, 32, 48, 64, 96);
        series("Standard_D%das_v5", "standardDASv5Family", 4, 2, 4, 8, 16, 32, 48, 64, 96);
        series("Standard_D%dads_v5", "standardDADSv5Family", 4, 2, 4, 8, 16, 32, 48, 64, 96);
        series("Standard_D%dds_v5", "standardDDSv5Family", 4, 2, 4, 8, 16, 32, 48, 64, 96);
        series("Standard_D%dps_v5", "standardDPSv5Family", 4, 2, 4, 8, 16, 32, 48, 64);
        series("Standard_D%dpds_v5", "standardDPDSv5Family", 4, 2, 4, 8, 16, 32, 48, 64);
        series("Standard_D%ds_v6", "standardDSv6Family", 4, 2, 4, 8, 16, 32, 48, 64, 96);
        series("Standard_D%das_v6", "standardDASv6Family", 4, 2, 4, 8, 16, 32, 48, 64, 96);
        series("Standard_E%ds_v3", "standardESv3Family", 8, 2, 4, 8, 16, 20, 32, 48);
        series("Standard_E%ds_v4", "standardESv4Family", 8, 2, 4, 8, 16, 20, 32, 48);
        series("Standard_E%ds_v5", "standardESv5Family", 8, 2, 4, 8, 16, 20, 32, 48, 64, 96);
        series("Standard_E%das_v5", "standardEASv5Family", 8, 2, 4, 8, 16, 20, 32, 48, 64, 96);
        series("Standard_E%dds_v5", "standardEDSv5Family", 8, 2, 4, 8, 16, 20, 32, 48, 64, 96);
        series("Standard_F%d", "standardFFamily", 2, 1, 2, 4, 8, 16);
        series("Standard_F%ds", "standardFSFamily", 2, 1, 2, 4, 8, 16);
        series("Standard_F%ds_v2", "standardFSv2Family", 2, 2, 4, 8, 16, 32, 48, 64, 72);
        series("Standard_L%ds_v3", "standardLSv3Family", 8, 8, 16, 32, 48, 64, 80);
        series("Standard_M%ds", "standardMSFamily", 16, 64, 128);
    }

    private VmSizes() {}

    public static List<VmSize> all() {
        return List.copyOf(ALL.values());
    }

    public static Optional<VmSize> find(String name) {
        return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)));
    }

    static List<String> families() {
        return new ArrayList<>(
                ALL.values().stream().map(VmSize::family).distinct().toList());
    }

    private static void burstable(String name, int cores, double memoryGb) {
        add(new VmSize(name, "standardBSFamily", cores, memoryGb, 2 * cores));
    }

    private static void series(String pattern, String family, int memoryPerCore, int... cores) {
        for (int count : cores) {
            add(new VmSize(
                    pattern.replace("%d", Integer.toString(count)),
                    family,
                    count,
                    (double) memoryPerCore * count,
                    Math.min(64, 2 * count)));
        }
    }

    /** Of the second D series: the name counts the sizes, not the cores. */
    private static void first(String pattern, String family) {
        for (int number = 1; number <= 5; number++) {
            int cores = 1 << (number - 1);
            add(new VmSize(pattern.replace("%d", Integer.toString(number)), family, cores, 3.5 * cores, 4 * cores));
        }
    }

    private static void add(VmSize size) {
        ALL.put(size.name().toLowerCase(Locale.ROOT), size);
    }
}
