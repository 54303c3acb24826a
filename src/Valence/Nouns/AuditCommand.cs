using System.CommandLine;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence audit</c>: who asked the service for what (<c>GET /v1/audit</c>).</summary>
internal static class AuditCommand
{
    public static Command Build(Verbs verbs) => verbs.Noun("audit", "The record of who asked for what.",
        verbs.Verb(new Command("list", "Lists the record."), async call =>
            call.Rows(await call.GetAsync("/v1/audit"), "created_at", "actor", "role", "method", "path", "status", "request_id", "operation_id")));
}
