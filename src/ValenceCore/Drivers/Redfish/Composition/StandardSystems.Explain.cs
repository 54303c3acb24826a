using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Redfish;

/// <content>What would come of a composition.</content>
internal sealed partial class StandardSystems
{
    public async Task<CompositionExplanation> ExplainAsync(NodeWish wish, CancellationToken cancellation)
    {
        BlockChoice.RefuseTheInexpressible(wish.Requirements);
        var service = await CompositionOffer.ReadAsync(connection, cancellation);
        var search = BlockChoice.Search(await ResourceBlocks.ReadAsync(reader, service, wish.Requirements, cancellation), wish.Requirements);
        var told = search.Chosen is { } blocks && service.Compose is { } compose ? await PreviewAsync(compose, wish, blocks, cancellation) : null;
        return new CompositionExplanation(
            search.Chosen is not null && told is null, search.Chosen is { } chosen ? string.Join(", ", chosen.Select(block => block.Uri)) : null,
            search.Filters, told ?? search.Reason, search.Nearest);
    }

    /// <summary>Has the service say what would come of those blocks (DSP2050, Compose with <c>Preview</c>): null when it would compose them, else why not.</summary>
    private async Task<string?> PreviewAsync(
        string compose, NodeWish wish, IReadOnlyList<UsableBlock> blocks, CancellationToken cancellation)
    {
        var request = new JsonObject
        {
            ["Name"] = wish.Name,
            ["Links"] = new JsonObject { ["ResourceBlocks"] = new JsonArray([.. blocks.Select(block => Link(block.Uri))]) },
        };
        var stanza = new JsonObject { ["StanzaId"] = "1", ["StanzaType"] = "ComposeSystem", ["Request"] = request };
        var body = new JsonObject
        {
            ["RequestFormat"] = "Manifest",
            ["RequestType"] = "Preview",
            ["Manifest"] = new JsonObject { ["Expand"] = "None", ["Stanzas"] = new JsonArray(stanza) },
        };
        try
        {
            var reply = await connection.ChangeAsync(HttpMethod.Post, compose, body, "preview a composition", isLong: true, cancellation);
            var refusal = reply.Body.Child("Manifest").Items("Stanzas") is [var answered, ..] ? answered.Child("Response").Child("error") : null;
            return refusal is null ? null
                : refusal.Items("@Message.ExtendedInfo") is [var first, ..] && first.Text("Message") is { } message ? message
                : refusal.Text("message") ?? "It gives no reason.";
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Refused)
        {
            // A name that is taken is no reason: another is chosen then.
            return IsNameTaken(exception) ? null : exception.Failure.Detail;
        }
    }
}
