import { ATTACHMENT_BYTES_MAX, ATTACHMENT_NAME_CHARACTERS_MAX } from '../chorus-pro/limits.ts';

/**
 * The page on which a person chooses files for a buyer. It holds no data of the merchant: the address that led to it is
 * the permission, and each file goes back to the same address as it is, with its name beside it.
 */
export function uploadPage(nonce: string): string {
  const megabytes = ATTACHMENT_BYTES_MAX / (1024 * 1024);
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Guichet</title>
<style nonce="${nonce}">
body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem; color: #1a1f36; }
h1 { font-size: 1.25rem; }
ul { list-style: none; padding: 0; }
li { padding: .25rem 0; }
.refused { color: #b3093c; }
small { color: #545969; }
</style>
</head>
<body>
<h1>Ajouter des pièces justificatives <small lang="en">/ Add supporting documents</small></h1>
<p>Choisissez les fichiers à joindre : ils partiront avec votre réponse à l’acheteur.
<br><small lang="en">Choose the files: they go to the buyer with your answer.</small></p>
<p><label>Fichiers / Files <input type="file" id="files" multiple></label></p>
<p><small>${megabytes} Mo par fichier, nom de ${ATTACHMENT_NAME_CHARACTERS_MAX} caractères au plus /
<span lang="en">${megabytes} MB each, names of at most ${ATTACHMENT_NAME_CHARACTERS_MAX} characters</span></small></p>
<ul id="told" aria-live="polite"></ul>
<script nonce="${nonce}">
const told = document.getElementById('told');
document.getElementById('files').addEventListener('change', async (event) => {
  for (const file of event.target.files) {
    const line = told.appendChild(document.createElement('li'));
    line.textContent = file.name + ' …';
    const address = location.href + '&name=' + encodeURIComponent(file.name);
    try {
      const response = await fetch(address, { method: 'PUT', body: file });
      const answer = await response.json();
      line.className = response.ok ? '' : 'refused';
      line.textContent = file.name + ' : ' + (response.ok ? '✓' : answer.error.message);
    } catch {
      line.className = 'refused';
      line.textContent = file.name + ' : connexion interrompue / connection lost';
    }
  }
  event.target.value = '';
});
</script>
</body>
</html>
`;
}
