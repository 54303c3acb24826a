namespace Valence.Drivers.ExpEther;

/// <summary>Requirements that EEM cannot answer for. They are refused by name: a node that is not what was asked for is worse than none.</summary>
internal static class Unmet
{
    public static IReadOnlyList<string> Of(Requirements wish)
    {
        var problems = new List<string>();
        Add(wish.MemoryMiB is not null, "memory.capacity_mib");
        Add(wish.MemoryType is not null, "memory.type");
        Add(wish.TotalCores is not null, "processor.total_cores");
        Add(wish.ProcessorModel is not null, "processor.model");
        Add(wish.Drives.Count > 0, "storage", " (pooled drives are pci_device of type SSD)");
        problems.AddRange(wish.PciDevices.Distinct().Except(PciClass.Types)
            .Select(type => $"properties.pci_device.type: '{type}' is not told by ExpEther managers; they tell {string.Join(", ", PciClass.Types)}"));
        return problems;

        void Add(bool isAsked, string name, string hint = "")
        {
            if (isAsked)
            {
                problems.Add($"properties.{name}: ExpEther managers do not know this of a server, so it cannot be asked for{hint}");
            }
        }
    }
}
