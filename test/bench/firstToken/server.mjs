// A token endpoint in a process of its own, which has nothing else to do, and tells its address when it listens.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
	request.resume().on('end', () => {
		response.setHeader('content-type', 'application/json');
		response.end('{"access_token":"a-token","expires_in":3599,"token_type":"Bearer"}');
	});
});
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
