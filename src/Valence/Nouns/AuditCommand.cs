using System.CommandLine;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence audit</c>: who asked the service for what (<c>GET /v1/audit</c>).</summary>
internal static class AuditCommand
{
    public static Command Build(Verbs verbs)
    {
        var limit = new Option<int?>("--limit") { HelpName = "N", Description = "At most so many entries." };
        var marker = new Option<string?>("--marker") { HelpName = "ID", Description = "Only what is older than this entry." };
        return verbs.Noun("audit", "The record of who asked for what.", verbs.Verb(new Command("list", "Lists the record, the newest first.") { limit, marker }, async call =>
        {
            var query = new Query();
            query.Put("limit", call.Of(limit)?.ToString());
            query.Put("marker", call.Of(marker));
            call.Rows(
                await call.GetAsync("/v1/audit" + query), "created_at", "actor", "role", "method", "path", "status", "request_id", "operation_id");
        }));
    }
}
