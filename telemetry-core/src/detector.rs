//! The detectors: what the redactor knows to find in text, by name and in the order they run.

/// Something that the redactor finds in text without being told how.
#[allow(clippy::doc_markdown, reason = "the names of companies are no code")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detector {
    /// A private key in PEM form, an OpenSSH, PGP or age key.
    PrivateKey,
    /// A JSON web token.
    Jwt,
    /// An access key id of AWS, or a key for its models.
    AwsKey,
    /// An account key, shared access key, signature or client secret of Azure.
    AzureKey,
    /// An API key of Google.
    GoogleApiKey,
    /// An OAuth access token or client secret of Google.
    GoogleOauthToken,
    /// A token of GitHub.
    GithubToken,
    /// A token of GitLab.
    GitlabToken,
    /// An API token of Atlassian.
    AtlassianToken,
    /// A token of Slack.
    SlackToken,
    /// A bot token of Discord.
    DiscordToken,
    /// A bot token of Telegram.
    TelegramToken,
    /// A secret or restricted key of Stripe, or a secret of its web hooks.
    StripeKey,
    /// A token of Shopify.
    ShopifyToken,
    /// An account or API key of Twilio.
    TwilioKey,
    /// A key of SendGrid or Mailchimp.
    SendgridKey,
    /// A token of npm.
    NpmToken,
    /// A token of PyPI, crates.io, RubyGems, NuGet or Docker Hub.
    RegistryToken,
    /// A key of OpenAI, Anthropic, Hugging Face, Groq, xAI, Perplexity or Replicate.
    AiProviderKey,
    /// A token of DigitalOcean.
    DigitaloceanToken,
    /// A token of HashiCorp Vault, Doppler or 1Password.
    VaultToken,
    /// A token of Databricks.
    DatabricksToken,
    /// A token of Grafana, New Relic, Sentry or Dynatrace.
    MonitoringToken,
    /// A token of Notion, Linear, Postman, Figma, PlanetScale, Supabase or Netlify.
    WorkspaceToken,
    /// A connection string with its password, and every URL that holds one.
    ConnectionString,
    /// What follows `Bearer`.
    BearerToken,
    /// What follows `Basic` in a header.
    BasicAuth,
    /// A password or token in the arguments of a command.
    CommandLineSecret,
    /// What is assigned to a password, secret, token or key.
    GenericSecret,
    /// A URL, with its user, query and fragment.
    Url,
    /// An e-mail address.
    Email,
    /// An IP address of version 4 or 6.
    Ip,
    /// The name of the machine's user.
    UserName,
    /// The name of the machine.
    HostName,
    /// A path of a file or folder: Unix, Windows, UNC, `file://`.
    Path,
}

impl Detector {
    /// All detectors, in the order they run: the most specific first, paths last.
    pub const ALL: [Self; 35] = [
        Self::PrivateKey,
        Self::Jwt,
        Self::AwsKey,
        Self::AzureKey,
        Self::GoogleApiKey,
        Self::GoogleOauthToken,
        Self::GithubToken,
        Self::GitlabToken,
        Self::AtlassianToken,
        Self::SlackToken,
        Self::DiscordToken,
        Self::TelegramToken,
        Self::StripeKey,
        Self::ShopifyToken,
        Self::TwilioKey,
        Self::SendgridKey,
        Self::NpmToken,
        Self::RegistryToken,
        Self::AiProviderKey,
        Self::DigitaloceanToken,
        Self::VaultToken,
        Self::DatabricksToken,
        Self::MonitoringToken,
        Self::WorkspaceToken,
        Self::ConnectionString,
        Self::BearerToken,
        Self::BasicAuth,
        Self::CommandLineSecret,
        Self::GenericSecret,
        Self::Url,
        Self::Email,
        Self::Ip,
        Self::UserName,
        Self::HostName,
        Self::Path,
    ];

    /// Returns the word that catalogs use and markers show.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PrivateKey => "private-key",
            Self::Jwt => "jwt",
            Self::AwsKey => "aws-key",
            Self::AzureKey => "azure-key",
            Self::GoogleApiKey => "google-api-key",
            Self::GoogleOauthToken => "google-oauth-token",
            Self::GithubToken => "github-token",
            Self::GitlabToken => "gitlab-token",
            Self::AtlassianToken => "atlassian-token",
            Self::SlackToken => "slack-token",
            Self::DiscordToken => "discord-token",
            Self::TelegramToken => "telegram-token",
            Self::StripeKey => "stripe-key",
            Self::ShopifyToken => "shopify-token",
            Self::TwilioKey => "twilio-key",
            Self::SendgridKey => "sendgrid-key",
            Self::NpmToken => "npm-token",
            Self::RegistryToken => "registry-token",
            Self::AiProviderKey => "ai-provider-key",
            Self::DigitaloceanToken => "digitalocean-token",
            Self::VaultToken => "vault-token",
            Self::DatabricksToken => "databricks-token",
            Self::MonitoringToken => "monitoring-token",
            Self::WorkspaceToken => "workspace-token",
            Self::ConnectionString => "connection-string",
            Self::BearerToken => "bearer-token",
            Self::BasicAuth => "basic-auth",
            Self::CommandLineSecret => "command-line-secret",
            Self::GenericSecret => "generic-secret",
            Self::Url => "url",
            Self::Email => "email",
            Self::Ip => "ip",
            Self::UserName => "user-name",
            Self::HostName => "host-name",
            Self::Path => "path",
        }
    }

    /// Returns the detector with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|detector| detector.name() == name)
    }
}

impl core::fmt::Display for Detector {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(self.name())
    }
}
