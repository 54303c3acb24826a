using System.Text.Json.Nodes;
using Simulator.Work;

namespace Simulator.Ironic;

/// <summary><c>nodes/N/vendor_passthru</c>: the methods of the hardware type's vendor interface.</summary>
internal sealed class VendorPassthruApi(Conductor conductor)
{
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static void Map(WebApplication app, Conductor conductor)
    {
        var api = new VendorPassthruApi(conductor);
        app.MapGet("/v1/nodes/{node}/vendor_passthru/methods", api.Methods);
        app.MapMethods("/v1/nodes/{node}/vendor_passthru", Verbs, (HttpContext context, string node) => api.CallAsync(context, node, context.Request.Query["method"]));
        app.MapMethods("/v1/nodes/{node}/vendor_passthru/{method}", Verbs, (HttpContext context, string node, string method) => api.CallAsync(context, node, method));
    }

    /// <summary>Method → what it takes.</summary>
    public static JsonObject Describe(IReadOnlyDictionary<string, VendorMethod> methods) => new(methods.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)new JsonObject
    {
        ["http_methods"] = new JsonArray([.. m.Value.HttpMethods.Select(h => JsonValue.Create(h))]),
        ["async"] = m.Value.IsAsync,
        ["description"] = m.Value.Description,
        ["attach"] = false,
        ["require_exclusive_lock"] = m.Value.NeedsLock,
    })));

    /// <summary>The method that a request names, unless it cannot be called so.</summary>
    public static Outcome<VendorMethod> Choose(HttpContext context, IReadOnlyDictionary<string, VendorMethod> methods, string? name, string driver)
    {
        if (context.Request.Query.Keys.Where(k => k != "method").ToList() is { Count: > 0 } unexpected)
        {
            return IronicErrors.UnexpectedArguments(unexpected);
        }

        if (string.IsNullOrEmpty(name))
        {
            return IronicErrors.MissingArgument("method");
        }

        if (!methods.TryGetValue(name, out var method))
        {
            return IronicErrors.Invalid($"No handler for method {name}: the driver {driver} has {(methods.Count == 0 ? "none" : string.Join(", ", methods.Keys))}.");
        }

        return method.HttpMethods.Contains(context.Request.Method)
            ? method
            : IronicErrors.Invalid($"The method {name} does not support HTTP {context.Request.Method}; it supports {string.Join(", ", method.HttpMethods)}.");
    }

    private IResult Methods(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        return found.Error is not null ? found.Error : JsonReply.Ok(Describe(MethodsOf(found.Value)));
    }

    private IReadOnlyDictionary<string, VendorMethod> MethodsOf(IronicNode node) =>
        conductor.Capable<IVendorMethods>(node, "vendor") is { Error: null, Value: var able } ? able.NodeMethods : new Dictionary<string, VendorMethod>(StringComparer.Ordinal);

    private async Task<IResult> CallAsync(HttpContext context, string identifier, string? name)
    {
        if (conductor.Nodes.Find(identifier, context.Version()) is not { } node)
        {
            return IronicErrors.NotFound("Node", identifier);
        }

        var method = Choose(context, MethodsOf(node), name, node.Driver);
        if (method.Error is not null)
        {
            return method.Error;
        }

        var arguments = await RequestBody.ReadObjectAsync(context);
        if ((arguments.Error ?? (method.Value.Check?.Invoke(arguments.Value) is { } problem ? IronicErrors.Invalid(problem) : null)
            ?? (method.Value.NeedsLock ? Conductor.RefuseLocked(node) : null) ?? conductor.RefuseBadDriverInfo(node)) is { } refusal)
        {
            return refusal;
        }

        if (!method.Value.IsAsync)
        {
            var answer = await BmcRequests.RunAsync(context, node, call => method.Value.RunAsync(call, arguments.Value));
            return answer is null ? EmptyReply.Done : JsonReply.Ok(answer);
        }

        return (IResult?)conductor.StartLocked(
            "ironic-vendor", node, name!,
            [
                conductor.Steps.Of(name!, conductor.Settings.Timings.VendorMethod, node.Uuid, call => method.Value.RunAsync(call, arguments.Value), _ =>
                {
                    conductor.Change(node.Uuid, n => n with { Reservation = null });
                    return StepResult.Done;
                }),
            ],
            reason => $"Vendor method {name} failed: {reason}") ?? EmptyReply.Accepted();
    }
}
