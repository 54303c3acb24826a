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

    public IResult Properties(HttpContext context, string driver) => Of(driver, type =>
        new JsonObject(type.Properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))));

    /// <summary>No hardware type here has vendor methods of a driver.</summary>
    public IResult VendorMethods(HttpContext context, string driver) => Of(driver, _ => new JsonObject());

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
        : new IronicError(404, $"Could not find the following driver(s) or hardware type(s): {driver}.");

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

        foreach (var (kind, names) in isDetailed && wire.Version.Has(30) ? type.Interfaces : new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal))
        {
            driver[$"default_{kind}_interface"] = names[0];
            driver[$"enabled_{kind}_interfaces"] = new JsonArray([.. names.Select(n => JsonValue.Create(n))]);
        }

        return driver;
    }
}
