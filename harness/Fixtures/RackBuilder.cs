using System.Text.Json.Nodes;

namespace Harness.Fixtures;

/// <summary>A rack file for a scenario that is not worth a file of its own: says what it has, defaults for the rest.</summary>
public sealed class RackBuilder
{
    private readonly JsonArray _sleds = [];
    private readonly JsonArray _drives = [];
    private readonly JsonArray _accelerators = [];
    private readonly JsonArray _serverBoards = [];
    private readonly JsonArray _deviceBoards = [];
    private readonly JsonArray _memory = [];
    private readonly JsonArray _cards = [];
    private readonly JsonArray _boxes = [];

    /// <param name="count">How many.</param>
    /// <param name="model"><c>small</c> (8 cores, 32 GiB) or <c>large</c> (32 cores, 128 GiB).</param>
    public RackBuilder WithSleds(int count, string model = "small")
    {
        for (var i = 0; i < count; i++)
        {
            _sleds.Add(model);
        }

        return this;
    }

    public RackBuilder WithPooledDrives(int count, int capacityGiB = 1600)
    {
        if (count > 0)
        {
            _drives.Add(new JsonObject { ["count"] = count, ["gib"] = capacityGiB });
        }

        return this;
    }

    public RackBuilder WithPooledMemory(int count, int mib = 16_384)
    {
        if (count > 0)
        {
            _memory.Add(new JsonObject { ["count"] = count, ["mib"] = mib });
        }

        return this;
    }

    public RackBuilder WithNetworkCards(int count, int mbps = 25_000)
    {
        if (count > 0)
        {
            _cards.Add(new JsonObject { ["count"] = count, ["mbps"] = mbps });
        }

        return this;
    }

    /// <summary>Boxes of eight PCIe slots.</summary>
    public RackBuilder WithExpansions(int count)
    {
        if (count > 0)
        {
            _boxes.Add(new JsonObject { ["count"] = count, ["slots"] = 8 });
        }

        return this;
    }

    /// <param name="type"><c>GPU</c> or <c>FPGA</c>.</param>
    /// <param name="shares">So many systems can have each at once.</param>
    public RackBuilder WithAccelerators(int count, string type, int shares = 1)
    {
        if (count > 0)
        {
            _accelerators.Add(new JsonObject { ["count"] = count, ["type"] = type, ["model"] = $"{type} 100", ["shares"] = shares });
        }

        return this;
    }

    /// <summary>How many systems it has.</summary>
    public int Systems => _sleds.Count;

    /// <summary>How many pooled drives.</summary>
    public int PooledDrives => _drives.Sum(drives => (int)drives!["count"]!);

    /// <summary>Servers of an ExpEther fabric beside the rack.</summary>
    /// <param name="maxDevices">So many devices at most each.</param>
    public RackBuilder WithServerBoards(int count, int maxDevices)
    {
        _serverBoards.Add(new JsonObject { ["count"] = count, ["model"] = "Server board", ["hostModel"] = "Lab server", ["maxDevices"] = maxDevices });
        return this;
    }

    /// <summary>Devices of that fabric. Their model says their type.</summary>
    /// <param name="type">Of valence-api 1.11, such as <c>SSD</c>.</param>
    /// <param name="pciClass">Its class code, such as <c>0x010802</c>.</param>
    public RackBuilder WithDeviceBoards(int count, string type, string pciClass)
    {
        if (count > 0)
        {
            _deviceBoards.Add(new JsonObject
            {
                ["count"] = count, ["model"] = type, ["pciClass"] = pciClass, ["pciVendor"] = "0x144d", ["pciDevice"] = "0xa822",
            });
        }

        return this;
    }

    /// <summary>Writes the file into a folder of its own.</summary>
    /// <returns>Its path.</returns>
    public string Write()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("lab-").FullName, "rack.json");
        File.WriteAllText(file, Build().ToJsonString());
        return file;
    }

    private JsonObject Build()
    {
        JsonArray drawers = [];
        if (_sleds.Count > 0)
        {
            drawers.Add(new JsonObject { ["id"] = "d1", ["unit"] = 20, ["sleds"] = _sleds.DeepClone() });
        }

        if (_drives.Count + _accelerators.Count + _memory.Count + _cards.Count + _boxes.Count > 0)
        {
            drawers.Add(new JsonObject
            {
                ["id"] = "d2", ["unit"] = 10, ["drives"] = _drives.DeepClone(), ["accelerators"] = _accelerators.DeepClone(),
                ["memoryPool"] = _memory.DeepClone(), ["networkCards"] = _cards.DeepClone(), ["expansions"] = _boxes.DeepClone(),
            });
        }

        var file = new JsonObject
        {
            ["pod"] = new JsonObject { ["id"] = "lab", ["name"] = "Lab pod" },
            ["models"] = new JsonObject { ["small"] = Model(8, 8192), ["large"] = Model(32, 32768) },
            ["racks"] = new JsonArray(new JsonObject
            {
                ["id"] = "r1",
                ["switches"] = new JsonArray(new JsonObject { ["unit"] = 42 }),
                ["drawers"] = drawers,
            }),
        };
        if (_serverBoards.Count > 0)
        {
            file["expether"] = new JsonObject { ["servers"] = _serverBoards.DeepClone(), ["devices"] = _deviceBoards.DeepClone() };
        }

        return file;
    }

    private static JsonObject Model(int cores, int mib) => new()
    {
        ["model"] = "Lab sled",
        ["processors"] = new JsonArray(new JsonObject { ["model"] = "Lab CPU", ["cores"] = cores }),
        ["memory"] = new JsonArray(new JsonObject { ["count"] = 4, ["mib"] = mib }),
        ["nics"] = new JsonArray(new JsonObject { ["count"] = 2, ["mbps"] = 10_000 }),
        ["drives"] = new JsonArray(new JsonObject { ["gib"] = 480 }),
    };
}
