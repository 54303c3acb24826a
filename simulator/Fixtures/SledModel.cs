namespace Simulator.Fixtures;

/// <summary>A kind of compute sled, described once in a rack file and used by name.</summary>
internal sealed record SledModel(
    string Manufacturer,
    string Model,
    IReadOnlyList<ProcessorModel> Processors,
    IReadOnlyList<MemoryModel> Memory,
    IReadOnlyList<NicModel> Nics,
    IReadOnlyList<DriveModel> Drives,
    string? Tpm,
    bool HasTxt,
    IReadOnlyList<string> Performance)
{
    private const string NoTpm = "None";

    public static SledModel Read(FixtureNode node)
    {
        var model = new SledModel(
            node.Text("manufacturer", "Contoso"),
            node.Text("model"),
            [.. node.Objects("processors", required: true).Select(ProcessorModel.Read)],
            [.. node.Objects("memory", required: true).Select(MemoryModel.Read)],
            [.. node.Objects("nics", required: true).Select(NicModel.Read)],
            [.. node.Objects("drives").Select(DriveModel.Read)],
            node.OneOf("tpm", "TPM2_0", "TPM2_0", "TPM1_2", "TCM1_0", NoTpm) is var tpm && tpm == NoTpm ? null : tpm,
            node.OneOf("txt", "off", "off", "on") == "on",
            ReadWords(node, "performance", "StaticSpeedSelect", "PrioritizedBaseFrequency"));
        node.NothingElse();
        return model;
    }

    private static IReadOnlyList<string> ReadWords(FixtureNode node, string name, params string[] allowed)
    {
        var words = node.Texts(name);
        foreach (var unknown in words.Where(w => !allowed.Contains(w)))
        {
            node.Problem(name, $"'{unknown}' is not one of {string.Join(", ", allowed)}");
        }

        return words;
    }
}

internal sealed record ProcessorModel(
    int Count, string Manufacturer, string Model, string? Brand, int Cores, int Threads, int SpeedMHz, IReadOnlyList<string> Capabilities)
{
    public static ProcessorModel Read(FixtureNode node)
    {
        var cores = node.Number("cores", 1, 1024);
        var model = new ProcessorModel(
            node.Number("count", 1, 16, fallback: 1),
            node.Text("manufacturer", "Intel(R) Corporation"),
            node.Text("model"),
            node.Has("brand") ? node.Text("brand") : null,
            cores,
            node.Number("threads", 1, 4096, fallback: cores * 2),
            node.Number("mhz", 100, 10_000, fallback: 2100),
            node.Texts("capabilities"));
        node.NothingElse();
        return model;
    }
}

internal sealed record MemoryModel(int Count, int CapacityMiB, string DeviceType, int SpeedMHz, string MemoryType)
{
    public static MemoryModel Read(FixtureNode node)
    {
        var model = new MemoryModel(
            node.Number("count", 1, 64, fallback: 1),
            node.Number("mib", 1024, 1_048_576),
            node.OneOf("type", "DDR4", "DDR3", "DDR4", "DDR5"),
            node.Number("mhz", 100, 20_000, fallback: 2666),
            node.OneOf("media", "DRAM", "DRAM", "NVDIMM_N", "NVDIMM_F", "NVDIMM_P", "IntelOptane"));
        node.NothingElse();
        return model;
    }
}

internal sealed record NicModel(int Count, int SpeedMbps)
{
    public static NicModel Read(FixtureNode node)
    {
        var model = new NicModel(node.Number("count", 1, 16, fallback: 1), node.Number("mbps", 100, 800_000));
        node.NothingElse();
        return model;
    }
}

internal sealed record DriveModel(int Count, string Manufacturer, string Model, string MediaType, string Protocol, int CapacityGiB, int? Rpm)
{
    public static DriveModel Read(FixtureNode node)
    {
        var media = node.OneOf("type", "SSD", "SSD", "HDD");
        var model = new DriveModel(
            node.Number("count", 1, 64, fallback: 1),
            node.Text("manufacturer", "Contoso"),
            node.Text("model", media == "SSD" ? "Flash 100" : "Spin 100"),
            media,
            node.OneOf("protocol", "SATA", "SATA", "SAS", "NVMe"),
            node.Number("gib", 1, 1_000_000),
            media == "HDD" ? node.Number("rpm", 1, 50_000, fallback: 7200) : null);
        node.NothingElse();
        return model;
    }
}
