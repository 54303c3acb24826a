using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ValenceCore.Composition;
using ValenceCore.Flavors;
using ValenceCore.Instances;

namespace ValenceCore.OpenApi;

/// <summary>Schemas of request bodies, which are read key by key and so have no records of their own (valence-api 1.6 to 1.11).</summary>
internal static class RequestSchemas
{
    public const string PodManager = "PodManagerRequest";
    public const string PodManagerChange = "PodManagerChange";
    public const string Flavor = "FlavorRequest";
    public const string FlavorChange = "FlavorChange";
    public const string Compose = "ComposeRequest";
    public const string Manage = "ManageRequest";
    public const string Action = "NodeAction";
    public const string Register = "RegisterRequest";
    public const string Synchronise = "SynchroniseRequest";
    public const string Instance = "InstanceRequest";
    public const string InstanceChange = "InstanceChange";
    public const string InstanceAction = "InstanceAction";
    private const string Image = "InstanceImageRequest";
    private const string Properties = "Requirements";

    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent(Properties, Requirements());
        var requirements = new OpenApiSchemaReference(Properties, document);
        document.AddComponent(PodManager, Closed(
            ["name", "url", "authentication"],
            ("name", Text()), ("url", Text()), ("driver", Text()), ("authentication", Authentication()), ("verify_ca", VerifyCa()),
            ("description", Text()), ("location", Text())));
        document.AddComponent(PodManagerChange, Closed(
            [],
            ("name", Text()), ("url", Text()), ("driver", Text()), ("authentication", Authentication()), ("verify_ca", VerifyCa()),
            ("description", Text()), ("location", Text()), ("resource_uri", Text()), ("uuid", Text())));

        document.AddComponent(Flavor, Closed(
            ["name"], ("name", Text()), ("description", Text()), ("properties", requirements), ("compose", OneOf(ComposePolicies.All)), ("resource_class", Text()),
            ("traits", ListOf(Text()))));
        document.AddComponent(FlavorChange, Closed(
            [], ("name", Text()), ("description", Text()), ("properties", requirements), ("compose", OneOf(ComposePolicies.All)), ("resource_class", Text()),
            ("traits", ListOf(Text())), ("uuid", Text())));
        AddInstances(document);
        document.AddComponent(Compose, Closed(
            ["name"], ("name", Text()), ("description", Text()), ("podm_id", Text()), ("flavor_id", Text()), ("properties", requirements),
            ("placement", Text())));
        document.AddComponent(Manage, Closed(["node_index"], ("node_index", Text()), ("podm_id", Text()), ("name", Text())));
        document.AddComponent(Action, ActionSchema());
        document.AddComponent(Register, RegisterSchema());
        document.AddComponent(Synchronise, Closed([], ("podm_id", Text())));
    }

    private static void AddInstances(OpenApiDocument document)
    {
        document.AddComponent(Image, Closed(
            [], ("source", Text()), ("checksum", Text()), ("kernel", Text()), ("ramdisk", Text()), ("root_gb", Count()), ("boot_iso", Text())));
        var image = new OpenApiSchemaReference(Image, document);
        var texts = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = Text() };
        document.AddComponent(Instance, Closed(
            ["name", "flavor_id", "image"],
            ("name", Text()), ("description", Text()), ("flavor_id", Text()), ("image", image), ("networks", ListOf(Closed(["port_id"], ("port_id", Text())))),
            ("public_key", Text()), ("user_data", Text()), ("metadata", texts), ("availability_zone", Text()), ("min_count", Count()), ("max_count", Count()),
            ("policy", OneOf(InstanceRequest.Policies))));
        document.AddComponent(InstanceChange, Closed(
            [], ("name", Text()), ("description", Text()), ("metadata", texts), ("locked", new OpenApiSchema { Type = JsonSchemaType.Boolean })));
        var action = Closed([], ("power", OneOf(InstanceStates.PowerVerbs.Keys)), ("rebuild", Closed([], ("image", image))));
        (action.MinProperties, action.MaxProperties) = (1, 1);
        document.AddComponent(InstanceAction, action);
    }

    private static OpenApiSchema Requirements() => Closed(
        [],
        ("memory", Closed([], ("capacity_mib", Count()), ("type", Text()))),
        ("processor", Closed([], ("total_cores", Count()), ("model", Text()))),
        ("pci_device", Closed([], ("type", ListOf(OneOf(RequirementsReader.PciDeviceTypes))))),
        ("storage", ListOf(Closed(
            [], ("capacity_gib", Count()), ("type", OneOf(RequirementsReader.DriveTypes)),
            ("pooled", new OpenApiSchema { Type = JsonSchemaType.Boolean })))));

    private static OpenApiSchema Authentication() => ListOf(Closed(
        ["type", "auth_items"],
        ("type", OneOf(["basic"])),
        ("auth_items", Closed(["username", "password"], ("username", Text()), ("password", Text())))));

    private static OpenApiSchema ActionSchema()
    {
        OpenApiSchema Device() => Closed(["resource_id"], ("resource_id", Text()));
        var action = Closed(
            [],
            ("Reset", Closed(["Type"], ("Type", OneOf(NodeAction.ResetTypes)))),
            ("Boot", Closed(
                ["Enabled", "Target"],
                ("Enabled", OneOf(NodeAction.BootEnabled)), ("Target", OneOf(NodeAction.BootTargets)), ("Mode", OneOf(NodeAction.BootModes)))),
            ("attach", Device()), ("detach", Device()));
        (action.MinProperties, action.MaxProperties) = (1, 1);
        return action;
    }

    /// <summary>What is not named here goes to Ironic as it is.</summary>
    private static OpenApiSchema RegisterSchema() => Object(
        ("driver", Text()), ("driver_info", new OpenApiSchema { Type = JsonSchemaType.Object }),
        ("properties", new OpenApiSchema { Type = JsonSchemaType.Object }), ("extra", new OpenApiSchema { Type = JsonSchemaType.Object }),
        ("manage", new OpenApiSchema { Type = JsonSchemaType.Boolean }), ("inspect", new OpenApiSchema { Type = JsonSchemaType.Boolean }),
        ("provide", new OpenApiSchema { Type = JsonSchemaType.Boolean }), ("ports", ListOf(Object(("address", Text())))), ("traits", ListOf(Text())));

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema VerifyCa() => new() { Type = JsonSchemaType.String | JsonSchemaType.Boolean };

    /// <summary>A number, or a numeric string as old clients send it.</summary>
    private static OpenApiSchema Count() => new() { Type = JsonSchemaType.Integer | JsonSchemaType.String };

    private static OpenApiSchema OneOf(IEnumerable<string> allowed) => new()
    {
        Type = JsonSchemaType.String, Enum = [.. allowed.Select(value => JsonValue.Create(value))],
    };

    private static OpenApiSchema ListOf(IOpenApiSchema element) => new() { Type = JsonSchemaType.Array, Items = element };

    private static OpenApiSchema Closed(IEnumerable<string> required, params (string Name, IOpenApiSchema Schema)[] properties)
    {
        var schema = Object(properties);
        schema.Required = required.ToHashSet(StringComparer.Ordinal);
        schema.AdditionalPropertiesAllowed = false;
        return schema;
    }

    private static OpenApiSchema Object(params (string Name, IOpenApiSchema Schema)[] properties) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = properties.ToDictionary(property => property.Name, property => property.Schema, StringComparer.Ordinal),
    };
}
