using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>/v1/drivers</c>: the enabled hardware types.</summary>
internal sealed class DriversApi(Conductor conductor)
{
    private static readonly Dictionary<string, int> Arguments = new(StringComparer.Ordinal) { ["type"] = 30, ["detail"] = 30, ["fields"] = 77 };

    public IResult List(HttpContext context)
    {
        var query = QueryArguments.Read(context, Arguments);
        if (query.Error is not null)
        {
            return query.Error;
        }

        var (detail, problem) = query.Value.Flag("detail");
        var type = query.Value.Text("type");
        if (problem is not null || type is not (null or "classic" or "dynamic"))
        {
            return problem ?? IronicErrors.Invalid("\"type\" filter must be one of \"classic\" or \"dynamic\", if specified.");
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var drivers = type == "classic" ? [] : conductor.Hardware.All.Select(t => Chosen(Write(t, wire, detail == true), query.Value));
        return JsonReply.Ok(new JsonObject { ["drivers"] = new JsonArray([.. drivers]) });
    }

    public IResult Show(HttpContext context, string driver)
    {
        var query = QueryArguments.Read(context, new Dictionary<string, int>(StringComparer.Ordinal) { ["fields"] = 77 });
        return query.Error ?? Of(driver, type => Chosen(Write(type, WireContext.Of(context, conductor.Settings), isDetailed: true), query.Value));
    }

    /// <summary><c>drivers/D/properties</c>: keys of <c>driver_info</c> → what they mean.</summary>
    public IResult Properties(HttpContext context, string driver) => Of(driver, type =>
        new JsonObject(type.Properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))));

    /// <summary><c>drivers/D/raid/logical_disk_properties</c> (1.12).</summary>
    public IResult RaidProperties(HttpContext context, string driver) => conductor.Hardware.Find(driver) is IRaid or null
        ? Of(driver, _ => new JsonObject(RaidApi.DiskProperties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))))
        : IronicErrors.Unsupported(driver, "raid");

    public IResult VendorMethods(HttpContext context, string driver) => Of(driver, type => VendorPassthruApi.Describe(MethodsOf(type)));

    /// <summary><c>drivers/D/vendor_passthru</c>: a method of the driver itself, on no node.</summary>
    public async Task<IResult> CallVendorAsync(HttpContext context, string driver, string? name)
    {
        if (conductor.Hardware.Find(driver) is not { } type)
        {
            return Unknown(driver);
        }

        var method = VendorPassthruApi.Choose(context, MethodsOf(type), name, driver);
        if (method.Error is not null)
        {
            return method.Error;
        }

        var arguments = await RequestBody.ReadObjectAsync(context);
        if (arguments.Error is not null)
        {
            return arguments.Error;
        }

        if (method.Value.Check?.Invoke(arguments.Value) is { } problem)
        {
            return IronicErrors.Invalid(problem);
        }

        arguments.Value["http_method"] = context.Request.Method;

        // The method is told no node, so it finds its way by the arguments.
        var nobody = new IronicNode { Uuid = driver, Driver = driver, DriverInfo = arguments.Value };
        var answer = await BmcRequests.RunAsync(context, nobody, call => method.Value.RunAsync(call, arguments.Value));
        return answer is null ? EmptyReply.Done : JsonReply.Ok(answer);
    }

    private static IReadOnlyDictionary<string, VendorMethod> MethodsOf(IHardwareType type) =>
        type is IDriverMethods able ? able.DriverMethods : new Dictionary<string, VendorMethod>(StringComparer.Ordinal);

    private static IronicError Unknown(string driver) => new(404, $"Could not find the following driver(s) or hardware type(s): {driver}.");

    private static JsonObject Chosen(JsonObject driver, QueryArguments query)
    {
        if (query.Text("fields") is { } fields)
        {
            foreach (var name in driver.Select(m => m.Key).Except([.. fields.Split(','), "links"]).ToList())
            {
                driver.Remove(name);
            }
        }

        return driver;
    }

    private IResult Of(string driver, Func<IHardwareType, JsonObject> write) => conductor.Hardware.Find(driver) is { } type
        ? JsonReply.Ok(write(type))
        : Unknown(driver);

    private JsonObject Write(IHardwareType type, WireContext wire, bool isDetailed)
    {
        var driver = new JsonObject
        {
            ["name"] = type.Name,
            ["hosts"] = new JsonArray(conductor.Settings.Host),
            ["links"] = wire.Links($"drivers/{type.Name}"),
        };
        if (wire.Version.Has(14))
        {
            driver["properties"] = wire.Links($"drivers/{type.Name}/properties");
        }

        if (wire.Version.Has(30))
        {
            driver["type"] = "dynamic";
        }

        foreach (var (kind, names) in type.Interfaces.Where(k => isDetailed && wire.Version.Has(Math.Max(30, NodeFields.InterfaceKinds[k.Key]))))
        {
            driver[$"default_{kind}_interface"] = names[0];
            driver[$"enabled_{kind}_interfaces"] = new JsonArray([.. names.Select(n => JsonValue.Create(n))]);
        }

        return driver;
    }
}
