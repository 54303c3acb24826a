namespace Simulator.Tests.Redfish.Composition;

/// <summary>URIs and bodies of requests for composition.</summary>
internal static class Composing
{
    public const string Service = "/redfish/v1/CompositionService";
    public const string Systems = "/redfish/v1/Systems";

    public static string Block(string id) => $"{Service}/ResourceBlocks/{id}";

    public static string Link(string block) => $$"""{"@odata.id":"{{Block(block)}}"}""";

    /// <summary>A system of named blocks.</summary>
    public static string Request(string name, params string[] blocks) =>
        $$$"""{"Name":"{{{name}}}","Links":{"ResourceBlocks":[{{{string.Join(',', blocks.Select(Link))}}}]}}""";

    public static string Compose(string id, string name, params string[] blocks) =>
        $$"""{"StanzaId":"{{id}}","StanzaType":"ComposeSystem","Request":{{Request(name, blocks)}}}""";

    public static string Decompose(string id, string system) =>
        $$$"""{"StanzaId":"{{{id}}}","StanzaType":"DecomposeSystem","Request":{"@odata.id":"{{{Systems}}}/{{{system}}}" } }""";

    /// <summary>A block of named blocks.</summary>
    public static string BlockRequest(string name, params string[] blocks) =>
        $$$"""{"Name":"{{{name}}}","Links":{"SupplyingResourceBlocks":[{{{string.Join(',', blocks.Select(Link))}}}]}}""";

    public static string ComposeResource(string id, string name, params string[] blocks) =>
        $$"""{"StanzaId":"{{id}}","StanzaType":"ComposeResource","Request":{{BlockRequest(name, blocks)}}}""";

    public static string DecomposeResource(string id, string block) =>
        $$"""{"StanzaId":"{{id}}","StanzaType":"DecomposeResource","Request":{{Link(block)}}}""";

    /// <summary>A system that becomes a block.</summary>
    public static string Registration(string system) => $$$"""{"ComputerSystems":[{"@odata.id":"{{{Systems}}}/{{{system}}}"}]}""";

    public static string Register(string id, string system) =>
        $$"""{"StanzaId":"{{id}}","StanzaType":"RegisterResourceBlock","Request":{{Registration(system)}}}""";

    public static string Manifest(string type, params string[] stanzas) =>
        $$$"""{"RequestFormat":"Manifest","RequestType":"{{{type}}}","Manifest":{"Expand":"None","Stanzas":[{{{string.Join(',', stanzas)}}}] } }""";

    public static Task<Answer> RunAsync(this RedfishClient redfish, string type, params string[] stanzas) =>
        redfish.PostAsync($"{Service}/Actions/CompositionService.Compose", Manifest(type, stanzas));

    public static Task<Answer> ComposeBlockAsync(this RedfishClient redfish, string name, params string[] blocks) =>
        redfish.PostAsync($"{Service}/ResourceBlocks", BlockRequest(name, blocks));

    public static Task<Answer> RegisterAsync(this RedfishClient redfish, string system) => redfish.PostAsync($"{Service}/ResourceBlocks", Registration(system));

    public static Task<Answer> ComposeAsync(this RedfishClient redfish, string name, params string[] blocks) =>
        redfish.PostAsync(Systems, Request(name, blocks));
}
